namespace Processing.Messaging;

/// <summary>What stands before the payload of a message.</summary>
/// <param name="Length">How many bytes it takes.</param>
/// <param name="ExtrasLength">How many bytes of extras it holds, from <see cref="FrameReader.ExtrasOffset"/> on; 0 without.</param>
/// <param name="HandleCount">How many native handles come along.</param>
/// <param name="PayloadLength">How many bytes follow.</param>
internal readonly record struct FrameHeader(int Length, int ExtrasLength, int HandleCount, long PayloadLength);
