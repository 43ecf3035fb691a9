using System.Diagnostics;

namespace Processing.IntegrationTests;

/// <summary>Runs a program to its end.</summary>
public static class Command
{
    /// <summary>A build or a run that takes longer has hung.</summary>
    private static readonly TimeSpan s_unexpected = TimeSpan.FromMinutes(5);

    /// <summary>Runs <paramref name="program"/> in <paramref name="directory"/>; kills it with all it started if it hangs.</summary>
    public static async Task<CommandResult> RunAsync(
        string directory, string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // The test host's own settings are not the program's, and no build server may outlive the test.
        foreach (string name in start.Environment.Keys.Where(IsOfTheTestHost).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        try
        {
            using var limit = new CancellationTokenSource(s_unexpected);
            await process.WaitForExitAsync(limit.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return new CommandResult(process.ExitCode, await output, await error);
    }

    private static bool IsOfTheTestHost(string name)
        => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST", StringComparison.Ordinal)
        || name is "DOTNET_HOST_PATH" or "DOTNET_STARTUP_HOOKS";
}
