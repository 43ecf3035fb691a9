namespace Processing.Messaging;

/// <summary>The limits of a queue. They are copied when the queue is created.</summary>
public sealed class PipeQueueOptions
{
    /// <summary>What <see cref="MaxBytes"/> is unless it is set: 256 MiB.</summary>
    public const long DefaultMaxBytes = 256L * 1024 * 1024;

    /// <summary>How many items the queue holds at most; 0, the default, for as many as <see cref="MaxBytes"/> has room for.</summary>
    public int Capacity { get; set; }

    /// <summary>
    /// How much memory the items may take at the queue's home, in bytes: each counts its encoded length and 64 bytes for keeping it. A put
    /// that would exceed it waits like one to a queue without a free place; into an empty queue one item always fits.
    /// <see cref="DefaultMaxBytes"/> unless set.
    /// </summary>
    public long MaxBytes { get; set; } = DefaultMaxBytes;

    /// <summary>The longest item, encoded, in bytes; a longer one is refused where it is put. <see cref="Connection.DefaultMaxMessageLength"/> unless set.</summary>
    public long MaxMessageLength { get; set; } = Connection.DefaultMaxMessageLength;
}
