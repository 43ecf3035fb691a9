namespace Processing.Messaging;

/// <summary>What a child is to call: the user's delegate, and the entry point that knows its shape.</summary>
internal sealed record CallTarget(Delegate Target, ChildEntryPoint Entry)
{
    /// <summary>Names both to the child.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        writer.WriteArrayHeader(2);
        DelegateReference.Write(ref writer, Entry);
        DelegateReference.Write(ref writer, Target);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote and makes it callable.</summary>
    public static BoundCall Bind(ref MessageReader reader)
    {
        _ = reader.ReadArrayHeader();
        return DelegateReference.Read<ChildEntryPoint>(ref reader)(ref reader);
    }
}
