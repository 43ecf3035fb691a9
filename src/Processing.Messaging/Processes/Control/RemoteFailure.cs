using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>Turns an exception into the data that crosses to another process.</summary>
internal static class RemoteFailure
{
    // A chain of inner exceptions longer than this tells nobody more, and could be a cycle.
    private const int MaxChain = 16;

    // The description has to fit into a message, whatever the user's exception says.
    private const int MaxTextLength = 256 * 1024;

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
        return new RemoteException(failure.GetType().FullName ?? failure.GetType().Name, TextOf(() => failure.Message) ?? "", TextOf(() => failure.StackTrace), processName, inner);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The user's exception type: a failure to describe the failure is part of the description.")]
    private static string? TextOf(Func<string?> read)
    {
        try
        {
            string? text = read();
            return text?.Length > MaxTextLength ? text[..MaxTextLength] : text;
        }
        catch (Exception broken)
        {
            return $"(not available: reading it threw {broken.GetType()})";
        }
    }
}
