namespace Processing.Messaging;

/// <summary>
/// Takes a read of TLS back out of the stream that wanted a record which is not there. It is an <see cref="IOException"/>, which that stream
/// lets through as it is, and never leaves the transport.
/// </summary>
internal sealed class NoRecordException : IOException;
