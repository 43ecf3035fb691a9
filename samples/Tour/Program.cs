using Tour;
using Tour.Examples;

// As in the original's example. It does something only where start-up hooks are switched off: there a child is taken over here.
ProcessingHost.FreezeSupport();

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
