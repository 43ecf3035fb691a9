namespace Processing.Messaging;

/// <summary>One call to be made in a child: what is called, and with which arguments.</summary>
internal sealed record ChildCall(CallTarget Target, ArgumentWriter WriteArguments)
{
    public ChildCall(Delegate target, ChildEntryPoint entry, ArgumentWriter writeArguments)
        : this(new CallTarget(target, entry), writeArguments)
    {
    }

    /// <summary>Writes target and arguments.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        Target.WriteTo(ref writer);
        WriteArguments(ref writer);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote and makes the call.</summary>
    public static void Run(ref MessageReader reader, ResultSink result)
    {
        BoundCall call = CallTarget.Bind(ref reader);
        _ = reader.ReadArrayHeader();
        call(ref reader, result);
    }
}
