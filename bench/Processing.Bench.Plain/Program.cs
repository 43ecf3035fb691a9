using Processing.Bench.Common;
using Processing.Bench.Plain;

// Plain <row> measures; Plain <row> child <channel> is the other process of that row.
string row = args[0];
string? channel = args is [_, "child", var path] ? path : null;
switch (row)
{
    case "pipe.pingpong.int" when channel is null:
        Measure.Report(RingPingPong.MicrosecondsPerRoundTrip(row));
        break;
    case "pipe.pingpong.int":
        RingPingPong.Echo(channel);
        break;
    case "unix.pingpong.64B" when channel is null:
        Measure.Report(SocketPingPong.MicrosecondsPerRoundTrip(row));
        break;
    case "unix.pingpong.64B":
        SocketPingPong.Echo(channel);
        break;
    case "unix.pingpong.64B.async" when channel is null:
        Measure.Report(PipelinePingPong.MicrosecondsPerRoundTrip(row));
        break;
    case "unix.pingpong.64B.async":
        await PipelinePingPong.EchoAsync(channel);
        break;
    case "queue.1p1c.int" when channel is null:
        Measure.Report(RingQueue.ItemsPerSecond(row));
        break;
    case "queue.1p1c.int":
        RingQueue.Consume(channel);
        break;
    case "pool.apply" when channel is null:
        Measure.Report(SocketPool.MicrosecondsPerCall(row));
        break;
    case "pool.map.chunk1" when channel is null:
        Measure.Report(SocketPool.TasksPerSecond(row));
        break;
    case "pool.cpu" when channel is null:
        Measure.Report(SocketPool.SpeedUp(row));
        break;
    case "pool.apply" or "pool.map.chunk1":
        SocketPool.Serve(channel, static value => value + 1);
        break;
    case "pool.cpu":
        SocketPool.Serve(channel, CpuWork.Hash);
        break;
    case "spawn.cold" when channel is null:
        Measure.Report(Spawn.MillisecondsToFirstByte(row));
        break;
    case "spawn.cold":
        Spawn.Answer();
        break;
    case "lock.uncontended":
        Measure.Report(NamedLock.NanosecondsPerAcquireAndRelease());
        break;
    case var codec when CodecPeers.All.TryGetValue(codec, out Func<double>? measure):
        Measure.Report(measure());
        break;
    default:
        await Console.Error.WriteLineAsync($"There is no row '{row}'.");
        return 1;
}

return 0;
