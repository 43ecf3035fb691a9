namespace Processing.Messaging;

/// <summary>Counts the open connections of a listener against its limits, in all and per TCP host or local process.</summary>
internal sealed class ConnectionCaps(int? maxConnections, int? maxPerAddress)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _perAddress = []; // under _gate
    private int _count; // under _gate

    /// <summary>True when further connections are refused whoever they are from, so that no handshake needs to be begun.</summary>
    public bool AreFull
    {
        get
        {
            lock (_gate)
            {
                return _count >= (maxConnections ?? int.MaxValue);
            }
        }
    }

    /// <summary>Counts a connection until it is closed; false when there are too many.</summary>
    public bool TryEnter(Transport transport)
    {
        if (maxConnections is null && maxPerAddress is null)
        {
            return true;
        }

        string address = Describe(transport.Peer);
        lock (_gate)
        {
            int already = _perAddress.GetValueOrDefault(address);
            if (_count >= (maxConnections ?? int.MaxValue) || already >= (maxPerAddress ?? int.MaxValue))
            {
                return false;
            }

            _count++;
            _perAddress[address] = already + 1;
        }

        // Closed fires once, and at once when the transport is closed by now.
        transport.Closed.UnsafeRegister(_ => Leave(address), null);
        return true;
    }

    private static string Describe(PeerIdentity? peer) => peer switch
    {
        { Address: TcpAddress tcp } => tcp.Host,
        { ProcessId: { } id } => $"process {id}",
        _ => "",
    };

    private void Leave(string address)
    {
        lock (_gate)
        {
            _count--;
            if (--_perAddress[address] == 0)
            {
                _perAddress.Remove(address);
            }
        }
    }
}
