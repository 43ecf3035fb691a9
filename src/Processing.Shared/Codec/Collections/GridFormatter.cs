using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// Arrays of two to four dimensions as an array of the lengths and, behind them, an array of all elements in the order of memory; null as nil.
/// </summary>
internal sealed class GridFormatter<TGrid, T> : IMessageFormatter<TGrid?>
    where TGrid : class
{
    private static readonly int s_rank = typeof(TGrid).GetArrayRank();

    public void Write(ref MessageWriter writer, TGrid? value)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        var grid = (Array)(object)value;
        writer.WriteArrayHeader(s_rank + 1);
        for (int dimension = 0; dimension < s_rank; dimension++)
        {
            if (grid.GetLowerBound(dimension) != 0)
            {
                throw new MessageSerializationException($"A {typeof(TGrid)} whose indexes do not start at 0 would arrive with others.");
            }

            writer.WriteInt64(grid.GetLength(dimension));
        }

        writer.Enter();
        Elements.Write<T>(ref writer, AsSpan(grid));
        writer.Leave();
    }

    public TGrid? Read(ref MessageReader reader)
    {
        if (reader.TryReadNil())
        {
            return null;
        }

        reader.ReadArrayHeaderOf(s_rank + 1, "an array of several dimensions");
        int[] lengths = new int[s_rank];
        Int128 total = 1;
        for (int dimension = 0; dimension < s_rank; dimension++)
        {
            lengths[dimension] = (int)reader.ReadInteger(0, Array.MaxLength);
            total *= lengths[dimension];
        }

        long start = reader.Consumed;
        reader.Enter();
        var elements = Elements.ReadArray<T>(ref reader);
        reader.Leave();
        if (total != elements.Length)
        {
            throw new WireFormatException(
                $"Expected the {total} elements of a {string.Join(" by ", lengths)} array, but found {elements.Length}.", start);
        }

        var grid = Make(lengths);
        elements.AsSpan().CopyTo(AsSpan(grid));
        return (TGrid)(object)grid;
    }

    private static Array Make(int[] lengths) => lengths.Length switch
    {
        2 => new T[lengths[0], lengths[1]],
        3 => new T[lengths[0], lengths[1], lengths[2]],
        _ => new T[lengths[0], lengths[1], lengths[2], lengths[3]],
    };

    // A span over an array of a more derived element type would let anything be stored in it; the type was checked to be exact.
    private static Span<T> AsSpan(Array grid)
        => grid.GetType() == typeof(TGrid)
            ? MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(grid)), grid.Length)
            : throw new MessageSerializationException($"A {grid.GetType()} stands where {typeof(TGrid)} is declared.");
}
