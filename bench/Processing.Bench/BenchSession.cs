using Spectre.Console;

namespace Processing.Bench;

/// <summary>One call of <c>bench/run</c>: rows one after the other, their contenders in turn.</summary>
internal sealed class BenchSession
{
    private readonly BenchOptions _options;
    private readonly Toolbox _toolbox;
    private readonly ProgramRunner _runner;
    private readonly ProgramRunner _pinnedRunner;

    private BenchSession(BenchOptions options, Toolbox toolbox, ProgramRunner runner, ProgramRunner pinnedRunner)
    {
        _options = options;
        _toolbox = toolbox;
        _runner = runner;
        _pinnedRunner = pinnedRunner;
    }

    /// <summary>Runs and reports; the exit code is 0 when every row could be run, whatever its figures.</summary>
    public static async Task<int> RunAsync(BenchOptions options, CancellationToken stop)
    {
        try
        {
            int cpus = MachineFacts.CountCpus(options.Pin);
            Row[] rows = [.. RowCatalog.Select(RowCatalog.All, options.Filter).Select(row => row.OnCpus(cpus))];
            if (rows.Length == 0)
            {
                throw new BenchException($"No row matches '{options.Filter}'. Rows: {string.Join(", ", RowCatalog.All.Select(row => row.Name))}");
            }

            BenchLayout layout = BenchLayout.Find();
            Toolbox toolbox = await Toolbox.FindAsync(layout, options.Python, rows.SelectMany(row => row.Peers).ToHashSet(), stop);
            IEnumerable<string> facts = [.. MachineFacts.Describe(cpus, options.Pin), string.Join(", ", toolbox.Versions)];
            var session = new BenchSession(options, toolbox, new ProgramRunner(options.Pin), new ProgramRunner(MachineFacts.FirstCpu(options.Pin)));
            return await session.RunAsync(rows, facts, stop);
        }
        catch (BenchException error)
        {
            await Console.Error.WriteLineAsync($"bench/run: {error.Message}");
            return 2;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("bench/run: stopped");
            return 130;
        }
    }

    private async Task<int> RunAsync(IReadOnlyList<Row> rows, IEnumerable<string> facts, CancellationToken stop)
    {
        var results = new List<RowResult>();
        var failures = new List<string>();
        foreach (Row row in rows)
        {
            await Console.Error.WriteLineAsync($"{row.Name} ...");
            var race = new RowRace(row, _toolbox, row.IsPinned ? _pinnedRunner : _runner);
            results.Add(await race.RunAsync(_options.Rounds, stop));
            failures.AddRange(race.Failures);
        }

        new ReportTable(AnsiConsole.Console).Write(results, facts, _toolbox.Absences, failures);
        if (_options.Json is { } file)
        {
            await File.WriteAllTextAsync(file.FullName, ReportJson.Write(results), stop);
        }

        return failures.Count == 0 ? 0 : 1;
    }
}
