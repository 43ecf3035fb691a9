namespace PythonPeer;

/// <summary>What the program ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int KeyRefused = 2;
}
