using System.Buffers;
using Processing.Bench.Common;

namespace Processing.Bench.Rows;

/// <summary>One value to bytes and back, with the serializer that connections use, into a buffer that is used again.</summary>
internal static class Codec
{
    private static readonly MessagePackSerializer s_serializer = MessagePackSerializer.Default;

    public static double WriteInt()
    {
        int value = CodecValues.Int;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadInt() => Read(CodecValues.Int, static input => s_serializer.Deserialize<int>(input));

    public static double WriteRecord()
    {
        Reading value = CodecValues.Record;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadRecord() => Read(CodecValues.Record, static input => s_serializer.Deserialize<Reading>(input));

    public static double WriteText()
    {
        string value = CodecValues.Text;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadText() => Read(CodecValues.Text, static input => s_serializer.Deserialize<string>(input));

    public static double WriteDoubles()
    {
        double[] value = CodecValues.Doubles;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadDoubles() => Read(CodecValues.Doubles, static input => s_serializer.Deserialize<double[]>(input));

    public static double WriteMap()
    {
        Dictionary<string, int> value = CodecValues.Map;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadMap() => Read(CodecValues.Map, static input => s_serializer.Deserialize<Dictionary<string, int>>(input));

    public static double WriteRecords()
    {
        List<Reading> value = CodecValues.Records;
        return Write(output => s_serializer.Serialize(output, value));
    }

    public static double ReadRecords() => Read(CodecValues.Records, static input => s_serializer.Deserialize<List<Reading>>(input));

    private static double Write(Action<ArrayBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        return CodecMeasure.Nanoseconds(() =>
        {
            output.ResetWrittenCount();
            write(output);
        });
    }

    private static double Read<T>(T value, Action<ReadOnlySequence<byte>> read)
    {
        var output = new ArrayBufferWriter<byte>();
        s_serializer.Serialize(output, value);
        var input = new ReadOnlySequence<byte>(output.WrittenMemory);
        return CodecMeasure.Nanoseconds(() => read(input));
    }
}
