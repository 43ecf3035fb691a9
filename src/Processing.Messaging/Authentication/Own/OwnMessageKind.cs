namespace Processing.Messaging;

/// <summary>The first byte of a message of our own handshake.</summary>
internal enum OwnMessageKind : byte
{
    /// <summary>The client's offer.</summary>
    ClientHello = 1,

    /// <summary>The server's choice.</summary>
    ServerHello = 2,

    /// <summary>The client's proof.</summary>
    ClientProof = 3,

    /// <summary>The server accepts, and proves itself.</summary>
    Welcome = 4,

    /// <summary>Either side refuses; a <see cref="RefusalCode"/> follows.</summary>
    Refusal = 5,
}
