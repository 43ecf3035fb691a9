namespace Processing.Messaging;

/// <summary>Turns an exception into the data that crosses to another process.</summary>
internal static class RemoteFailure
{
    // A chain of inner exceptions longer than this tells nobody more, and could be a cycle.
    private const int MaxChain = 16;

    /// <summary>Describes <paramref name="failure"/> with its inner exceptions.</summary>
    public static RemoteException Describe(Exception failure, string processName) => Describe(failure, processName, MaxChain);

    private static RemoteException Describe(Exception failure, string processName, int left)
    {
        // What came from a third process keeps the account of where it happened.
        if (failure is RemoteException remote)
        {
            return remote;
        }

        RemoteException? inner = failure.InnerException is { } cause && left > 0 ? Describe(cause, processName, left - 1) : null;
        return new RemoteException(failure.GetType().FullName ?? failure.GetType().Name, failure.Message, failure.StackTrace, processName, inner);
    }
}
