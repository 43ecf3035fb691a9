namespace Processing.Messaging;

/// <summary>What a refusal tells the peer: nothing that a stranger could use.</summary>
internal enum RefusalCode : byte
{
    /// <summary>The proof was not accepted. Unknown key, wrong key and foreign channel look the same.</summary>
    NotAuthenticated = 1,

    /// <summary>No version or suite that was offered is accepted.</summary>
    NothingInCommon = 2,

    /// <summary>The message was not understood.</summary>
    Malformed = 3,
}
