namespace Processing.Messaging;

/// <summary>The waits for one descriptor. Guarded by the gate of the poller.</summary>
internal sealed class DescriptorWatch(int number, uint generation)
{
    /// <summary>The descriptor.</summary>
    public int Number { get; } = number;

    /// <summary>What stands in the kernel's registration: the descriptor, and above it the generation that tells late events apart.</summary>
    public ulong Key { get; } = ((ulong)generation << 32) | (uint)number;

    /// <summary>Who waits; never empty while the watch stands in the table.</summary>
    public List<DescriptorWaiter> Waiters { get; } = new(capacity: 2);

    /// <summary>Everything that someone waits for.</summary>
    public DescriptorEvents Events
    {
        get
        {
            var all = DescriptorEvents.None;
            foreach (var waiter in Waiters)
            {
                all |= waiter.Events;
            }

            return all;
        }
    }
}
