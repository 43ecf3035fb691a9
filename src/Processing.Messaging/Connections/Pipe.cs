namespace Processing.Messaging;

/// <summary>Makes pairs of connected ends.</summary>
public static class Pipe
{
    /// <summary>
    /// Makes two connected ends. Keep one and pass the other to another process, as an argument or in a message.
    /// </summary>
    /// <param name="duplex">True: both send and receive. False: the first only receives, the second only sends.</param>
    /// <exception cref="NativeCallException">This process or the system is out of descriptors.</exception>
    public static (Connection First, Connection Second) Create(bool duplex = true)
    {
        var firstDirection = duplex ? ConnectionDirection.Duplex : ConnectionDirection.Receive;
        var secondDirection = duplex ? ConnectionDirection.Duplex : ConnectionDirection.Send;
        if (RingTransport.IsPreferred)
        {
            var (first, second) = RingTransport.CreatePair(duplex);
            return (Connection.FromTransport(first, firstDirection), Connection.FromTransport(second, secondDirection));
        }

        var (firstSocket, secondSocket) = Libc.CreateSocketPair();
        return (Connection.FromDescriptor(firstSocket, firstDirection), Connection.FromDescriptor(secondSocket, secondDirection));
    }
}
