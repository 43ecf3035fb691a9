namespace Processing.Messaging;

/// <summary>What went through a connection since this object was made; a connection that is passed on starts again from zero there.</summary>
/// <param name="MessagesSent">Messages that were sent whole.</param>
/// <param name="BytesSent">Their bytes, without the headers of their frames.</param>
/// <param name="MessagesReceived">Messages that were received.</param>
/// <param name="BytesReceived">Their bytes, without the headers of their frames.</param>
/// <param name="Age">How long this object has existed.</param>
public readonly record struct ConnectionStatistics(
    long MessagesSent, long BytesSent, long MessagesReceived, long BytesReceived, TimeSpan Age);
