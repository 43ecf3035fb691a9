using System.Numerics;

namespace Processing;

/// <summary>Complex numbers as an array of two, the real part first.</summary>
internal sealed class ComplexFormatter : IMessageFormatter<Complex>
{
    public void Write(ref MessageWriter writer, Complex value)
    {
        writer.WriteArrayHeader(2);
        writer.WriteDouble(value.Real);
        writer.WriteDouble(value.Imaginary);
    }

    public Complex Read(ref MessageReader reader)
    {
        reader.ReadArrayHeaderOf(2, "a complex number");
        return new Complex(reader.ReadDouble(), reader.ReadDouble());
    }
}
