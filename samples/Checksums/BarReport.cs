using Spectre.Console;

namespace Checksums;

/// <summary>A progress bar on standard error, with messages above it.</summary>
internal sealed class BarReport(IAnsiConsole console, ProgressTask bar) : Report
{
    /// <summary>Does <paramref name="work"/> under a bar whose end is known as soon as the files under <paramref name="root"/> are counted.</summary>
    public static async Task<Report> ShowAsync(byte[] root, Func<Report, Task> work, CancellationToken cancellationToken)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask("Checksums");
                bar.IsIndeterminate = true;
                Task count = Task.Run(() => Count(root, bar, cancellationToken), CancellationToken.None);
                var report = new BarReport(console, bar);
                await work(report);
                await count;
                return report;
            });
    }

    /// <inheritdoc/>
    public override void Advance() => bar.Increment(1);

    /// <inheritdoc/>
    protected override void Say(string line) => console.WriteLine(line);

    // What cannot be read is reported by the walk that does the work.
    private static void Count(byte[] root, ProgressTask bar, CancellationToken cancellationToken)
    {
        int files = new FileTree(root, static (_, _) => { }).Files().TakeWhile(_ => !cancellationToken.IsCancellationRequested).Count();
        bar.MaxValue = Math.Max(files, 1);
        bar.IsIndeterminate = false;
    }
}
