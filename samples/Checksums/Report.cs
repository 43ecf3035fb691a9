namespace Checksums;

/// <summary>What is told on standard error while the work goes on.</summary>
internal class Report
{
    private int _failures;

    /// <summary>Whether anything failed so far.</summary>
    public bool AnyFailed => Volatile.Read(ref _failures) > 0;

    /// <summary>A file or directory could not be read.</summary>
    public void Failed(byte[] path, string reason)
    {
        Interlocked.Increment(ref _failures);
        Say($"Checksums: {SumLine.Text(path)}: {reason}");
    }

    /// <summary>A file is done with.</summary>
    public virtual void Advance()
    {
    }

    /// <summary>Prints a line.</summary>
    protected virtual void Say(string line) => Console.Error.WriteLine(line);
}
