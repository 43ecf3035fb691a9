namespace Processing.Messaging;

/// <summary>Writes the arguments of a call, in order.</summary>
internal delegate void ArgumentWriter(ref MessageWriter writer);

/// <summary>
/// Runs a delegate of one shape in the child: binds it, reads its arguments, calls it, and hands what it returned to
/// <paramref name="result"/>. A closed generic method is named to the child, so that both sides know all types statically.
/// </summary>
internal delegate void ChildEntryPoint(ref MessageReader call, ChildResult result);

/// <summary>What a child is to run: the user's delegate, the entry point that knows its shape, and the arguments.</summary>
internal sealed record ChildCall(Delegate Target, ChildEntryPoint Entry, ArgumentWriter WriteArguments)
{
    /// <summary>Writes entry point, delegate and arguments.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        DelegateReference.Write(ref writer, Entry);
        DelegateReference.Write(ref writer, Target);
        WriteArguments(ref writer);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote and runs it.</summary>
    public static void Run(ref MessageReader reader, ChildResult result)
        => DelegateReference.Read<ChildEntryPoint>(ref reader)(ref reader, result);
}
