using System.Globalization;

namespace Processing.Messaging;

/// <summary>How a process ended, as the kernel tells it.</summary>
/// <param name="Code">The exit code; -N when signal N ended the process; null when someone else took the status.</param>
internal readonly record struct ExitStatus(int? Code)
{
    /// <summary>The exit code of a child that ended because it was asked to stop; kept from the original package.</summary>
    public const int StoppedCode = 127;

    /// <summary>The exit code of a child that failed with an exception.</summary>
    public const int FailedCode = 1;

    /// <summary>The exit code of a child that was not taken over, so that the program's <c>Main</c> would have run in it.</summary>
    public const int NotTakenOverCode = 97;

    /// <summary>The signal that ended the process; 0 for none.</summary>
    public int Signal => Code < 0 ? -Code.Value : 0;

    /// <summary>The status in a sentence: <c>exited with code 3</c>, <c>was killed by SIGKILL</c>.</summary>
    public string Sentence => Code switch
    {
        null => "ended with an unknown status (something else in this process waited for it)",
        < 0 => $"was killed by {SignalNames.Of(Signal)}",
        _ => string.Create(CultureInfo.InvariantCulture, $"exited with code {Code}"),
    };

    /// <summary>The status in the original package's short form: nothing for success, <c>[SIGTERM]</c>, <c>[ProcessExit]</c>, <c>[3]</c>.</summary>
    public override string ToString() => Code switch
    {
        0 => "",
        null => "[unknown]",
        StoppedCode => "[ProcessExit]",
        < 0 => $"[{SignalNames.Of(Signal)}]",
        _ => string.Create(CultureInfo.InvariantCulture, $"[{Code}]"),
    };
}
