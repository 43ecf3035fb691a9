using System.Diagnostics;
using System.Globalization;

namespace Processing.IntegrationTests.Sync;

/// <summary>Sends signals the way a user does.</summary>
internal static class Signals
{
    public static void Send(string name, int pid)
    {
        using var kill = Process.Start("kill", [$"-{name}", pid.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
