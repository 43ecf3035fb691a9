namespace Processing.Bench.Common;

/// <summary>A record of ten members, as programs send many of.</summary>
internal sealed record Reading(
    int Id, long Timestamp, string Sensor, string Unit, double Value, double Deviation, float Quality, bool IsValid, short Channel, string Comment);
