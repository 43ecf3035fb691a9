using System.Diagnostics;

namespace Processing.Messaging;

public sealed partial class Connection
{
    private readonly long _created = Stopwatch.GetTimestamp();

    /// <summary>
    /// What went through this end so far. Reading it costs nothing to those who send and receive meanwhile, so a message that is just on its
    /// way may be counted with its bytes missing. What went by <see cref="Input"/> and <see cref="Output"/> is not counted.
    /// </summary>
    public ConnectionStatistics Statistics => new(
        _counters.MessagesSent, _counters.BytesSent, _counters.MessagesReceived, _counters.BytesReceived, Stopwatch.GetElapsedTime(_created));
}
