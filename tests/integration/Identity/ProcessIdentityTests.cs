using System.Diagnostics;
using System.Globalization;
using Processing.TestSupport;

namespace Processing.IntegrationTests.Identity;

/// <summary>Identities of real processes in the states that matter: stopped, ended but not collected, collected.</summary>
public sealed class ProcessIdentityTests : CleanTestBase
{
    [Fact]
    public async Task IsAlive_Stopped_TrueAndFalseOnceCollected()
    {
        using var shell = Start("read line", keepInput: true);
        Assert.True(ProcessIdentity.TryGet(shell.Id, out var identity));
        await Signal("STOP", shell.Id);
        Assert.True(SpinWait.SpinUntil(() => StateOf(shell.Id) == 'T', UnexpectedTimeout));

        Assert.True(identity.IsAlive());

        await Signal("KILL", shell.Id);
        await shell.WaitForExitAsync();
        Assert.False(identity.IsAlive());
        Assert.False(ProcessIdentity.TryGet(shell.Id, out _));
    }

    [Fact]
    public async Task IsAlive_EndedButNotCollected_False()
    {
        // The shell becomes a program that never collects the child the shell left it.
        using var parent = Start("sh -c 'read line' <&3 & echo $!; exec cat", keepInput: true, prefix: "exec 3<&0; ");
        int pid = int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        Assert.True(ProcessIdentity.TryGet(pid, out var identity));
        await Signal("KILL", pid);
        Assert.True(SpinWait.SpinUntil(() => StateOf(pid) == 'Z', UnexpectedTimeout));

        Assert.False(identity.IsAlive());
        Assert.True(ProcessIdentity.TryGet(pid, out var still));
        Assert.Equal(identity, still);

        parent.Kill();
        await parent.WaitForExitAsync();
    }

    private static char StateOf(int pid)
    {
        string line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        return line[line.LastIndexOf(')') + 2];
    }

    private static async Task Signal(string name, int pid)
    {
        using var kill = Process.Start("kill", [$"-{name}", pid.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    private static Process Start(string script, bool keepInput, string prefix = "")
        => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", prefix + script])
        {
            RedirectStandardInput = keepInput,
            RedirectStandardOutput = true,
        })!;
}
