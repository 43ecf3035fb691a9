namespace Processing.Bench.Rows;

/// <summary>The program of each row.</summary>
internal static class RowPrograms
{
    public static IReadOnlyDictionary<string, Func<double>> All { get; } = new Dictionary<string, Func<double>>
    {
        ["pipe.pingpong.int"] = PipePingPong.MicrosecondsPerRoundTrip,
        ["pipe.oneway.64B"] = PipeOneWay.MessagesPerSecond,
        ["pipe.oneway.1MiB"] = PipeOneWay.GigabytesPerSecond,
        ["unix.pingpong.64B"] = UnixPingPong.MicrosecondsPerRoundTrip,
        ["unix.pingpong.64B.async"] = UnixPingPong.MicrosecondsPerAsyncRoundTrip,
        ["listener.accept"] = ListenerAccept.ConnectionsPerSecond,
        ["listener.idle"] = ListenerIdle.BytesPerConnection,
        ["queue.1p1c.int"] = QueueOneToOne.ItemsPerSecond,
        ["pool.apply"] = PoolOfTwo.MicrosecondsPerCall,
        ["pool.map.chunk1"] = PoolOfTwo.TasksPerSecond,
        ["pool.cpu"] = PoolOfTwo.SpeedUp,
        ["spawn.cold"] = SpawnCold.MillisecondsToFirstByte,
        ["lock.uncontended"] = UncontendedLock.NanosecondsPerAcquireAndRelease,
        ["codec.int.write"] = Codec.WriteInt,
        ["codec.int.read"] = Codec.ReadInt,
        ["codec.record10.write"] = Codec.WriteRecord,
        ["codec.record10.read"] = Codec.ReadRecord,
        ["codec.string1k.write"] = Codec.WriteText,
        ["codec.string1k.read"] = Codec.ReadText,
        ["codec.doubles1000.write"] = Codec.WriteDoubles,
        ["codec.doubles1000.read"] = Codec.ReadDoubles,
        ["codec.dict100.write"] = Codec.WriteMap,
        ["codec.dict100.read"] = Codec.ReadMap,
        ["codec.list100.write"] = Codec.WriteRecords,
        ["codec.list100.read"] = Codec.ReadRecords,
    };
}
