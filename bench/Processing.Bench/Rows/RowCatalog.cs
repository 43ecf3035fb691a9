using System.IO.Enumeration;
using static Processing.Bench.Contender;

namespace Processing.Bench;

/// <summary>The rows and their budgets. A budget reads "at least so many times better than that peer".</summary>
internal static class RowCatalog
{
    public static IReadOnlyList<Row> All { get; } =
    [
        new("pipe.pingpong.int", "us", Better.Lower, CPython, C, DotNet)
        {
            Budget = Least((CPython, 30), (C, 1 / 3.0)),
            // On one CPU every turn is a switch of processes, for everybody.
            SingleCpuBudget = Least((CPython, 2)),
        },
        new("pipe.pingpong.int.pinned", "us", Better.Lower, CPython, C)
        {
            Budget = Least((CPython, 2)),
            Program = "pipe.pingpong.int",
            IsPinned = true,
        },
        new("pipe.oneway.64B", "messages/s", Better.Higher, CPython, C)
        {
            Budget = Least((CPython, 20)),
            SingleCpuBudget = Least(),
        },
        new("pipe.oneway.1MiB", "GB/s", Better.Higher, CPython, C)
        {
            Budget = Least((CPython, 5), (C, 0.7)),
            SingleCpuBudget = Least(),
        },
        new("unix.pingpong.64B", "us", Better.Lower, CPython, C, DotNet)
        {
            Budget = Least((CPython, 1 / 0.7), (DotNet, 1 / 1.3)),
        },
        new("unix.pingpong.64B.async", "us", Better.Lower, DotNet) { Budget = Least((DotNet, 1 / 1.1)) },
        new("listener.accept", "conn/s", Better.Higher, CPython) { Budget = Least((CPython, 2)) },
        new("listener.idle", "bytes", Better.Lower, CPython) { Target = 8 * 1024 },
        new("queue.1p1c.int", "items/s", Better.Higher, CPython, C, DotNet) { Budget = Least((CPython, 15)) },
        new("pool.apply", "us", Better.Lower, CPython, C, DotNet, Node) { Budget = Least((CPython, 7)) },
        new("pool.map.chunk1", "tasks/s", Better.Higher, CPython, C, DotNet) { Budget = Least((CPython, 15)) },
        new("pool.cpu", "x", Better.Higher, CPython, C, DotNet) { Target = 1.9 },
        new("spawn.cold", "ms", Better.Lower, CPython, C, DotNet) { Budget = Least((CPython, 1)) },
        new("lock.uncontended", "ns", Better.Lower, CPython, C, DotNet) { Budget = Least((CPython, 4), (C, 1 / 2.5)) },
        .. Codec("int", leastDotNet: null),
        .. Codec("record10", leastDotNet: 3),
        .. Codec("string1k", leastDotNet: null),
        // Beside a bare copy of the memory, not beside JSON.
        .. Codec("doubles1000", leastDotNet: 1 / 2.0),
        .. Codec("dict100", leastDotNet: 3),
        .. Codec("list100", leastDotNet: 3),
    ];

    /// <summary>The rows whose name matches one of the globs, which are divided by commas.</summary>
    public static IReadOnlyList<Row> Select(IEnumerable<Row> rows, string globs)
    {
        string[] parts = globs.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. rows.Where(row => parts.Any(glob => FileSystemName.MatchesSimpleExpression(glob, row.Name, ignoreCase: false)))];
    }

    private static Row[] Codec(string value, double? leastDotNet)
    {
        Dictionary<string, double> budget = leastDotNet is { } least ? Least((DotNet, least)) : [];
        return
        [
            new($"codec.{value}.write", "ns", Better.Lower, CPython, DotNet) { Budget = budget, WarmsUpItself = true },
            new($"codec.{value}.read", "ns", Better.Lower, CPython, DotNet) { Budget = budget, WarmsUpItself = true },
        ];
    }

    private static Dictionary<string, double> Least(params ReadOnlySpan<(string Peer, double Times)> budgets)
    {
        var least = new Dictionary<string, double>();
        foreach ((string peer, double times) in budgets)
        {
            least.Add(peer, times);
        }

        return least;
    }
}
