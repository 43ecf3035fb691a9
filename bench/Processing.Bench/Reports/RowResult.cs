using System.Text.Json.Serialization;

namespace Processing.Bench;

/// <summary>A finished row, as the JSON shows it.</summary>
/// <param name="Row">The row's name.</param>
/// <param name="Unit">The unit of all figures.</param>
/// <param name="Better">Which way a figure is good.</param>
/// <param name="Ours">Our figures; null when the row could not be run.</param>
/// <param name="Peers">The peers' figures; null for a peer that is absent or failed.</param>
/// <param name="Ratio">How many times better our median is than the peer's; null where either is missing.</param>
/// <param name="Budget">The least ratio, for the peers that have one.</param>
/// <param name="Target">The least figure of our own, for a row judged by itself.</param>
/// <param name="Ok">Whether every budget is met whose peer is there.</param>
internal sealed record RowResult(
    string Row,
    string Unit,
    Better Better,
    Summary? Ours,
    IReadOnlyDictionary<string, Summary?> Peers,
    IReadOnlyDictionary<string, double?> Ratio,
    IReadOnlyDictionary<string, double> Budget,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Target,
    bool Ok)
{
    /// <summary>Judges the figures of one row; a contender without a figure is not in <paramref name="figures"/>.</summary>
    public static RowResult Judge(Row row, IReadOnlyDictionary<string, Summary> figures)
    {
        Summary? ours = figures.GetValueOrDefault(Contender.Ours);
        Dictionary<string, Summary?> peers = row.Peers.ToDictionary(peer => peer, peer => figures.GetValueOrDefault(peer));
        Dictionary<string, double?> ratio = row.Peers.ToDictionary(peer => peer, peer => TimesBetter(row.Better, ours, peers[peer]));
        bool budgetsMet = row.Budget.All(least => ratio.GetValueOrDefault(least.Key) is not { } times || times >= least.Value);
        bool targetMet = row.Target is not { } target || ours is null || IsReached(row.Better, ours.Median, target);
        return new RowResult(
            row.Name, row.Unit, row.Better, ours, peers, ratio, row.Budget, row.Target, ours is not null && budgetsMet && targetMet);
    }

    private static double? TimesBetter(Better better, Summary? ours, Summary? peer) =>
        ours is null || peer is null ? null
        : better == Better.Lower ? peer.Median / ours.Median
        : ours.Median / peer.Median;

    private static bool IsReached(Better better, double value, double target) =>
        better == Better.Lower ? value <= target : value >= target;
}
