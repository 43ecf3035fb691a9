namespace Processing.Bench;

/// <summary>The contenders of one row, each in its turn: A B C, A B C, so that a drift of the machine meets them all.</summary>
internal sealed class RowRace(Row row, Toolbox toolbox, ProgramRunner runner)
{
    private readonly List<string> _failures = [];

    /// <summary>What could not be run, and why.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public async Task<RowResult> RunAsync(int rounds, CancellationToken stop)
    {
        Dictionary<string, ProgramCommand> commands = await PrepareAsync(stop);
        Dictionary<string, List<double>> values = commands.Keys.ToDictionary(contender => contender, _ => new List<double>());

        // Round 0 warms up files and caches and is not counted.
        for (int round = row.WarmsUpItself ? 1 : 0; round <= rounds; round++)
        {
            foreach ((string contender, ProgramCommand command) in commands.ToArray())
            {
                RunOutcome outcome = await runner.RunAsync(command, stop);
                if (outcome.Failure is { } failure)
                {
                    _failures.Add($"{row.Name}, {contender}: {failure}");
                    commands.Remove(contender);
                    values.Remove(contender);
                }
                else if (round > 0)
                {
                    values[contender].Add(outcome.Value);
                }
            }
        }

        return RowResult.Judge(row, values.ToDictionary(entry => entry.Key, entry => Summary.Of(entry.Value)));
    }

    private async Task<Dictionary<string, ProgramCommand>> PrepareAsync(CancellationToken stop)
    {
        var commands = new Dictionary<string, ProgramCommand>();
        foreach (string contender in row.Peers.Prepend(Contender.Ours).Where(name => !toolbox.Absences.ContainsKey(name)))
        {
            try
            {
                commands.Add(contender, await toolbox.PrepareAsync(contender, row.Program, stop));
            }
            catch (BenchException error)
            {
                _failures.Add($"{row.Name}, {contender}: {error.Message}");
            }
        }

        return commands;
    }
}
