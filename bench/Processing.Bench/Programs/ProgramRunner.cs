using System.Diagnostics;
using System.Text.Json;

namespace Processing.Bench;

/// <summary>Runs one program once, in a process group and a directory of its own, and leaves neither behind.</summary>
internal sealed class ProgramRunner(string? pin)
{
    private const int StderrLines = 8;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_drainLimit = TimeSpan.FromSeconds(2);

    public async Task<RunOutcome> RunAsync(ProgramCommand command, CancellationToken stop)
    {
        DirectoryInfo scratch = Directory.CreateTempSubdirectory("bench-");
        try
        {
            using Process process = Process.Start(StartInfo(command, scratch.FullName))
                ?? throw new BenchException($"{command.File} was not started.");
            return await FollowAsync(process, stop);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static async Task<RunOutcome> FollowAsync(Process process, CancellationToken stop)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(s_limit);
        bool finished = true;
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            finished = false;
            process.Kill(entireProcessTree: true);
        }

        // Also after a good end: a process left behind would run beside the next measurement and hold our pipes open.
        ProcessGroup.Kill(process.Id);
        stop.ThrowIfCancellationRequested();
        if (!finished)
        {
            return RunOutcome.Failed($"no result within {s_limit.TotalSeconds:0} s{await LastLinesAsync(errors)}");
        }

        return process.ExitCode == 0
            ? Parse(await output.WaitAsync(s_drainLimit, CancellationToken.None))
            : RunOutcome.Failed($"exit code {process.ExitCode}{await LastLinesAsync(errors)}");
    }

    /// <summary>Reads the single line <c>{"value": number}</c>.</summary>
    internal static RunOutcome Parse(string output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, ReportJson.Default.ProgramOutput)?.Value is { } value && double.IsFinite(value) && value > 0
                ? RunOutcome.Of(value)
                : RunOutcome.Failed($"printed no figure: {output.Trim()}");
        }
        catch (JsonException)
        {
            return RunOutcome.Failed($"printed something else than its figure: {output.Trim()}");
        }
    }

    private static async Task<string> LastLinesAsync(Task<string> errors)
    {
        try
        {
            string[] lines = (await errors.WaitAsync(s_drainLimit)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return string.Concat(lines.TakeLast(StderrLines).Select(line => "\n    " + line));
        }
        catch (TimeoutException)
        {
            return "\n    (something outside its process group still holds its stderr)";
        }
    }

    private ProcessStartInfo StartInfo(ProgramCommand command, string scratch)
    {
        // setsid replaces itself by the program, so that the process we see is the leader of its group.
        string[] prefix = pin is null ? [] : ["taskset", "--cpu-list", pin];
        var info = new ProcessStartInfo("setsid", [.. prefix, command.File, .. command.Arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["TMPDIR"] = scratch;
        return info;
    }
}
