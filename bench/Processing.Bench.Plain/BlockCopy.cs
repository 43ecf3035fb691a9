using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>The least that can be done with an array of numbers: its bytes are copied to a buffer, and from one into a new array.</summary>
internal static class BlockCopy
{
    public static double Write(double[] value)
    {
        byte[] output = new byte[value.Length * sizeof(double)];
        return CodecMeasure.Nanoseconds(() => Buffer.BlockCopy(value, 0, output, 0, output.Length));
    }

    public static double Read(double[] value)
    {
        byte[] input = new byte[value.Length * sizeof(double)];
        Buffer.BlockCopy(value, 0, input, 0, input.Length);
        return CodecMeasure.Nanoseconds(() =>
        {
            double[] copy = GC.AllocateUninitializedArray<double>(input.Length / sizeof(double));
            Buffer.BlockCopy(input, 0, copy, 0, input.Length);
        });
    }
}
