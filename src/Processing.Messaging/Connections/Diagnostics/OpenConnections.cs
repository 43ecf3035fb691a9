namespace Processing.Messaging;

/// <summary>The counters of all connections of this process that are not disposed, and what those counted that were.</summary>
internal static class OpenConnections
{
    private static readonly Lock s_gate = new();
    private static readonly List<ConnectionCounters> s_open = []; // under s_gate
    private static long s_messagesSent; // of closed connections, as the next; under s_gate
    private static long s_bytesSent;
    private static long s_messagesReceived;
    private static long s_bytesReceived;

    /// <summary>How many there are.</summary>
    public static int Count
    {
        get
        {
            lock (s_gate)
            {
                return s_open.Count;
            }
        }
    }

    /// <summary>A connection was made.</summary>
    public static void Add(ConnectionCounters counters)
    {
        lock (s_gate)
        {
            counters.Place = s_open.Count;
            s_open.Add(counters);
        }
    }

    /// <summary>A connection was disposed; false when it was before.</summary>
    public static bool Remove(ConnectionCounters counters)
    {
        lock (s_gate)
        {
            int place = counters.Place;
            if (place < 0)
            {
                return false;
            }

            var last = s_open[^1];
            s_open[place] = last;
            last.Place = place;
            s_open.RemoveAt(s_open.Count - 1);
            counters.Place = -1;
            s_messagesSent += counters.MessagesSent;
            s_bytesSent += counters.BytesSent;
            s_messagesReceived += counters.MessagesReceived;
            s_bytesReceived += counters.BytesReceived;
            return true;
        }
    }

    /// <summary>What all connections counted since the process began.</summary>
    public static ConnectionStatistics Sum()
    {
        lock (s_gate)
        {
            var (messagesSent, bytesSent) = (s_messagesSent, s_bytesSent);
            var (messagesReceived, bytesReceived) = (s_messagesReceived, s_bytesReceived);
            foreach (var counters in s_open)
            {
                messagesSent += counters.MessagesSent;
                bytesSent += counters.BytesSent;
                messagesReceived += counters.MessagesReceived;
                bytesReceived += counters.BytesReceived;
            }

            return new ConnectionStatistics(messagesSent, bytesSent, messagesReceived, bytesReceived, TimeSpan.Zero);
        }
    }
}
