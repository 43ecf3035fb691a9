using System.CommandLine;

namespace Processing.Bench;

/// <summary>The command line of <c>bench/run</c>.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var filter = new Option<string>("--filter")
        {
            Description = "Rows to run, as a glob such as 'pool.*'; several are divided by commas.",
            DefaultValueFactory = static _ => "*",
        };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Counted runs of every program; one more runs first as a warm-up.",
            DefaultValueFactory = static _ => 5,
        };
        rounds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--rounds must be at least 1.");
            }
        });
        var json = new Option<FileInfo?>("--json") { Description = "Also write the figures to this file." };
        var python = new Option<string?>("--python") { Description = "The CPython to compare with; python3 from PATH unless given." };
        var pin = new Option<string?>("--pin") { Description = "CPUs every program is bound to, as taskset takes them, such as 0 or 0-1." };

        var command = new RootCommand("Measures Processing beside CPython, C, plain .NET and Node on this machine.")
        {
            filter, rounds, json, python, pin,
        };
        command.SetAction((parsed, stop) => BenchSession.RunAsync(
            new BenchOptions(
                parsed.GetValue(filter)!,
                parsed.GetValue(rounds),
                parsed.GetValue(json),
                parsed.GetValue(python),
                parsed.GetValue(pin)),
            stop));
        return command;
    }
}
