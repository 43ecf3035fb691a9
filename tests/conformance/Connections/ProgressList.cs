namespace Processing.ConformanceTests.Connections;

/// <summary>Keeps what was reported, on the thread that reports.</summary>
internal sealed class ProgressList : IProgress<long>
{
    private int _count;

    /// <summary>To be read when nothing reports any more.</summary>
    public List<long> Reported { get; } = [];

    public int Count => Volatile.Read(ref _count);

    public void Report(long value)
    {
        Reported.Add(value);
        Interlocked.Increment(ref _count);
    }
}
