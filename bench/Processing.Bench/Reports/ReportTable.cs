using System.Globalization;
using Spectre.Console;

namespace Processing.Bench;

/// <summary>The table for people.</summary>
internal sealed class ReportTable(IAnsiConsole console)
{
    private const int PipedWidth = 180;
    private static readonly string[] s_peers = [Contender.CPython, Contender.C, Contender.DotNet, Contender.Node];

    public void Write(
        IReadOnlyList<RowResult> results,
        IEnumerable<string> facts,
        IReadOnlyDictionary<string, string> absences,
        IReadOnlyList<string> failures)
    {
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PipedWidth;
        }

        foreach (string fact in facts)
        {
            console.WriteLine(fact);
        }

        console.Write(Draw(results));
        console.WriteLine("Medians [least - greatest]; (x) is how many times better ours is than that peer. The ratios count: absolute");
        console.WriteLine("figures are comments only, they differ from machine to machine and from hour to hour.");
        foreach ((string peer, string reason) in absences)
        {
            console.WriteLine($"{peer} is absent: {reason}.");
        }

        foreach (string failure in failures)
        {
            console.WriteLine($"FAILED {failure}");
        }
    }

    private static Table Draw(IReadOnlyList<RowResult> results)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumns("row", "unit", "ours");
        foreach (string peer in s_peers)
        {
            table.AddColumn(peer);
        }

        table.AddColumns("budget", "met");
        foreach (RowResult result in results)
        {
            string[] cells =
            [
                result.Row,
                $"{result.Unit}, {(result.Better == Better.Lower ? "less" : "more")} is better",
                result.Ours is { } ours ? $"{Figure(ours.Median)} [{Figure(ours.Min)} - {Figure(ours.Max)}]" : "failed",
                .. s_peers.Select(peer => PeerCell(result, peer)),
                BudgetCell(result),
                result.Ok ? "yes" : "NO",
            ];
            table.AddRow([.. cells.Select(cell => new Text(cell))]);
        }

        return table;
    }

    private static string PeerCell(RowResult result, string peer) =>
        !result.Peers.TryGetValue(peer, out Summary? figures) ? ""
        : figures is null ? "-"
        : result.Ratio[peer] is { } times ? $"{Figure(figures.Median)} (x{Figure(times)})"
        : Figure(figures.Median);

    private static string BudgetCell(RowResult result)
    {
        IEnumerable<string> parts = result.Budget.Select(least => $"{least.Key} x{Figure(least.Value)}");
        return string.Join(", ", result.Target is { } target ? parts.Append($"{Figure(target)} {result.Unit}") : parts);
    }

    /// <summary>Two or three significant digits, with k and M for what is large.</summary>
    internal static string Figure(double value)
    {
        (double scaled, string suffix) = value switch
        {
            >= 1e6 => (value / 1e6, " M"),
            >= 1e4 => (value / 1e3, " k"),
            _ => (value, ""),
        };
        string format = scaled switch
        {
            >= 100 => "0",
            >= 10 => "0.0",
            >= 1 => "0.00",
            >= 0.01 => "0.000",
            _ => "G2",
        };
        return scaled.ToString(format, CultureInfo.InvariantCulture) + suffix;
    }
}
