using System.Text;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

public sealed class KeySecrecyTests : CleanTestBase
{
    [Fact]
    public async Task Key_InheritedByChildrenWorkersAndGrandchildren_StandsInNoCommandLineOrEnvironment()
    {
        byte[] key = CurrentProcess.AuthKey.ToArray();
        await using var pool = new Pool(2);
        byte[][] inherited = await pool.MapAsync(static _ => CurrentProcess.AuthKey.ToArray(), Enumerable.Range(0, 4));
        Assert.All(inherited, theirs => Assert.Equal(key, theirs));

        (Connection mine, Connection theirs) = Pipe.Create();
        using (mine)
        {
            using ChildProcess child = ChildProcess.Start(
                static c =>
                {
                    using ChildProcess<byte[]> grandchild = ChildProcess.Start(static () => CurrentProcess.AuthKey.ToArray());
                    c.Send(grandchild.GetResult());
                    _ = c.TryReceive(out int _);
                },
                theirs);
            Assert.Equal(key, mine.Receive<byte[]>());
            Assert.Empty(FindInProc(key));
        }
    }

    [Fact]
    public void FindInProc_SecretOnACommandLine_FindsIt()
    {
        byte[] secret = Guid.NewGuid().ToByteArray();
        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"read line; : {Convert.ToHexString(secret)}"]) { RedirectStandardInput = true })!;
        try
        {
            Assert.NotEmpty(FindInProc(secret));
        }
        finally
        {
            shell.Kill();
            shell.WaitForExit();
        }
    }

    private static List<string> FindInProc(byte[] key)
    {
        byte[][] forms =
        [
            key,
            Encoding.ASCII.GetBytes(Convert.ToHexString(key)),
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)),
            Encoding.ASCII.GetBytes(Convert.ToBase64String(key)),
        ];
        var found = new List<string>();
        foreach (string directory in Directory.GetDirectories("/proc").Where(name => int.TryParse(Path.GetFileName(name), out _)))
        {
            foreach (string file in new[] { "cmdline", "environ" })
            {
                byte[] content = ReadOrEmpty(Path.Combine(directory, file));
                if (forms.Any(form => content.AsSpan().IndexOf(form) >= 0))
                {
                    found.Add(Path.Combine(directory, file));
                }
            }
        }

        return found;
    }

    private static byte[] ReadOrEmpty(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return []; // the process ended meanwhile, or belongs to the system
        }
    }
}
