namespace Processing.Bench.Rows;

/// <summary>The program of each row.</summary>
internal static class RowPrograms
{
    public static IReadOnlyDictionary<string, Func<double>> All { get; } = new Dictionary<string, Func<double>>
    {
        ["pipe.pingpong.int"] = PipePingPong.MicrosecondsPerRoundTrip,
        ["unix.pingpong.64B"] = UnixPingPong.MicrosecondsPerRoundTrip,
        ["queue.1p1c.int"] = QueueOneToOne.ItemsPerSecond,
        ["pool.apply"] = PoolOfTwo.MicrosecondsPerCall,
        ["pool.map.chunk1"] = PoolOfTwo.TasksPerSecond,
        ["pool.cpu"] = PoolOfTwo.SpeedUp,
        ["spawn.cold"] = SpawnCold.MillisecondsToFirstByte,
        ["lock.uncontended"] = UncontendedLock.NanosecondsPerAcquireAndRelease,
    };
}
