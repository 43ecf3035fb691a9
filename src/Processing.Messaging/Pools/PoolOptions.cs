namespace Processing.Messaging;

/// <summary>How a <see cref="Pool"/> works. Read once, when the pool is made.</summary>
public sealed class PoolOptions
{
    /// <summary>How many worker processes; 0, the default, means one for each processor this process may use.</summary>
    public int Workers { get; set; }

    /// <summary>
    /// How long a worker may go on with a task whose caller has cancelled, before it is killed and replaced. Default: 1 second.
    /// Zero kills at once; <see cref="Timeout.InfiniteTimeSpan"/> lets every task run to its end.
    /// </summary>
    public TimeSpan CancellationGrace { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Environment variables of the workers that differ from this process's: a value sets one, null removes one. Null, the default, changes
    /// nothing.
    /// </summary>
    public IReadOnlyDictionary<string, string?>? Environment { get; set; }

    /// <summary>The clock that <see cref="CancellationGrace"/> and the pauses between failed starts are measured on.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Checks the values and takes a copy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal PoolOptions Validated()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Workers);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (CancellationGrace < TimeSpan.Zero && CancellationGrace != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(CancellationGrace), CancellationGrace, "The grace is zero or more, or Timeout.InfiniteTimeSpan.");
        }

        var copy = (PoolOptions)MemberwiseClone();
        copy.Workers = Workers == 0 ? System.Environment.ProcessorCount : Workers;
        return copy;
    }
}
