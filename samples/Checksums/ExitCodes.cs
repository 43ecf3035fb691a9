namespace Checksums;

/// <summary>What the program ends with; killed by a signal it ends with 128 and the signal's number, as a shell would say it.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int SomeFilesFailed = 1;
    public const int Usage = 2;
    public const int FirstSignal = 128;
}
