using Processing.TestSupport;

namespace Processing.IntegrationTests.Interop;

/// <summary>MessagePack libraries of other languages find in our messages what we put there, and we find in theirs what they put there.</summary>
public sealed class MessagePackPeerTests : CleanTestBase
{
    [PythonFact]
    public async Task Values_AgreeWithPython_BothWays()
        => Assert.Equal(
            InteropSamples.All.Count,
            await CompareAsync(PythonFactAttribute.Python, RepositoryFiles.PathOf("tests/support/interop-python/peer.py")));

    [NodeFact]
    public async Task Values_AgreeWithNode_BothWays()
        => Assert.Equal(
            InteropSamples.All.Count - 3, // keys that are no text, and times finer than a millisecond or before its year 100
            await CompareAsync("node", RepositoryFiles.PathOf("tests/support/interop-node/peer.mjs")));

    /// <summary>Returns how many samples the peer knows; all of those agree.</summary>
    private static async Task<int> CompareAsync(string program, string script)
    {
        string file = Path.Combine(Path.GetTempPath(), $"processing-interop-{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllLinesAsync(
                file, InteropSamples.All.Select(static sample => $"{sample.Name} {Convert.ToHexStringLower(sample.Message)}"));
            var result = await Command.RunAsync(Path.GetDirectoryName(script)!, program, [script, file]);
            Assert.True(result.ExitCode == 0, result.Everything);
            return Check(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Check(string[] lines)
    {
        Assert.Equal(InteropSamples.All.Count, lines.Length);
        int known = 0;
        foreach (var (sample, line) in InteropSamples.All.Zip(lines))
        {
            string[] parts = line.Split(' ');
            Assert.Equal(sample.Name, parts[0]);
            if (parts[1] == "unknown")
            {
                continue;
            }

            Assert.True(parts[1] == "same", $"{sample.Name}: {parts[1]}");
            sample.Check(Convert.FromHexString(parts[2]));
            known++;
        }

        return known;
    }
}
