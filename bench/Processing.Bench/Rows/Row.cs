namespace Processing.Bench;

/// <summary>One row of the table: what is measured, who else is measured, and how much better we have to be.</summary>
/// <param name="Name">The row's name, also the name of each peer's program.</param>
/// <param name="Unit">The unit of the figure.</param>
/// <param name="Better">Which way the figure is good.</param>
/// <param name="Peers">The peers this row has a program for.</param>
internal sealed record Row(string Name, string Unit, Better Better, params IReadOnlyList<string> Peers)
{
    /// <summary>The least "times better than the peer", per peer; 0.5 allows us to be half as good.</summary>
    public IReadOnlyDictionary<string, double> Budget { get; init; } = new Dictionary<string, double>();

    /// <summary>Takes the place of <see cref="Budget"/> when both sides share one CPU; null when nothing changes.</summary>
    public IReadOnlyDictionary<string, double>? SingleCpuBudget { get; init; }

    /// <summary>The least figure of our own in the row's unit, for a row that is judged by itself; null when there is none.</summary>
    public double? Target { get; init; }

    /// <summary>The name of the programs, where it is not the row's.</summary>
    public string Program { get; init; } = Name;

    /// <summary>Both sides share one CPU, whatever the rest of the run is bound to.</summary>
    public bool IsPinned { get; init; }

    /// <summary>Every program of the row makes its calls before it measures, and needs no run that is not counted.</summary>
    public bool WarmsUpItself { get; init; }

    /// <summary>The same row as it is judged on so many CPUs.</summary>
    public Row OnCpus(int cpus) => cpus > 1 ? this : this with { Budget = SingleCpuBudget ?? Budget, Target = null };
}
