using Tour;
using Tour.Examples;

Example[] examples =
[
    HelloFromAChild.Example,
    StopASleeper.Example,
    KillBySignal.Example,
    HelloThroughAQueue.Example,
    Conversation.Example,
    OneWayPipe.Example,
    Squares.Example,
    PoolCalls.Example,
    TakeTurns.Example,
    LockIsNotRecursive.Example,
    SharedCounter.Example,
];

if (args is not ([] or ["--check"]))
{
    Console.Error.WriteLine("Usage: Tour [--check]");
    return 2;
}

return await Guide.ShowAsync(examples, check: args.Length == 1);
