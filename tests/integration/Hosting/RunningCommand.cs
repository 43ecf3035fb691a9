using System.Diagnostics;

namespace Processing.IntegrationTests;

/// <summary>A program that runs beside the test, line by line; disposing kills what is left of it.</summary>
public sealed class RunningCommand : IAsyncDisposable
{
    private static readonly TimeSpan s_unexpected = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    public RunningCommand(string program, params IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Its id.</summary>
    public int Id => _process.Id;

    /// <summary>What it reads.</summary>
    public StreamWriter Input => _process.StandardInput;

    /// <summary>The next line it prints; fails the test when there is none.</summary>
    public async Task<string> ReadLineAsync()
    {
        using var limit = new CancellationTokenSource(s_unexpected);
        string? line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        if (line is null)
        {
            Assert.Fail($"It has ended: {await _error}");
        }

        return line;
    }

    /// <summary>Waits for its end; what it printed since the last line that was read.</summary>
    public async Task<CommandResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(s_unexpected);
        string output = await _process.StandardOutput.ReadToEndAsync(limit.Token);
        await _process.WaitForExitAsync(limit.Token);
        return new CommandResult(_process.ExitCode, output, await _error);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
