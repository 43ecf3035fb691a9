using System.ComponentModel;
using System.Diagnostics;

namespace Processing.Bench;

/// <summary>Runs a tool that prepares the bench, such as a compiler, to its end.</summary>
internal static class Tool
{
    public static async Task<ToolOutput> RunAsync(string file, IEnumerable<string> arguments, CancellationToken stop)
    {
        var info = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? started;
        try
        {
            started = Process.Start(info);
        }
        catch (Win32Exception error)
        {
            return new ToolOutput(false, error.Message);
        }

        using Process process = started ?? throw new BenchException($"{file} was not started.");
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(stop);
            Task<string> errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return new ToolOutput(process.ExitCode == 0, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
