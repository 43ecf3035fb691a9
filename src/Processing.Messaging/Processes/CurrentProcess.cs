using System.Collections.Immutable;

namespace Processing.Messaging;

/// <summary>This process as seen by Processing: its name, its place in the tree of processes, its key, and its parent's wish that it end.</summary>
public static class CurrentProcess
{
    /// <summary>The name of a process that is nobody's child.</summary>
    public const string MainName = "MainProcess";

    private static readonly CancellationTokenSource s_stop = new();

    private static int s_childCount; // counts every child ever made here; Interlocked

    /// <summary>The name: <c>MainProcess</c>, or in a child <c>Process-1</c>, <c>Process-1:2</c>, … unless the parent chose another.</summary>
    public static string Name { get; private set; } = MainName;

    /// <summary>
    /// The numbers from the root process down to this one: empty in the main process, [1] in its first child, [1, 2] in that child's second.
    /// </summary>
    public static ImmutableArray<int> Identity { get; private set; } = [];

    /// <summary>True in a process that Processing started.</summary>
    public static bool IsChild => !Identity.IsEmpty;

    /// <summary>
    /// Fires when the parent calls <see cref="ChildProcess.Stop"/> or ends. Never fires in the main process. A child whose parent has ended
    /// has one second to finish after it fires.
    /// </summary>
    public static CancellationToken StopToken => s_stop.Token;

    /// <summary>
    /// The key that this process and its children prove to each other. Random in the main process, inherited in a child. Children started
    /// after a change inherit the new key.
    /// </summary>
    /// <exception cref="ArgumentNullException">The new key is null.</exception>
    public static AuthKey AuthKey
    {
        get => ProcessKey.Current;

        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ProcessKey.Current = value;
        }
    }

    /// <summary>Throws if the parent has asked this process to stop; a child that ends by this exception shows as <c>stopped[ProcessExit]</c>.</summary>
    /// <exception cref="ProcessStoppedException">The parent has asked.</exception>
    public static void ThrowIfStopRequested()
    {
        if (s_stop.IsCancellationRequested)
        {
            throw new ProcessStoppedException(Name, s_stop.Token);
        }
    }

    /// <summary>The identity of a child about to be started here.</summary>
    internal static ImmutableArray<int> NextChildIdentity() => Identity.Add(Interlocked.Increment(ref s_childCount));

    /// <summary>Makes this process the child that <paramref name="start"/> describes.</summary>
    internal static void BecomeChild(StartMessage start)
    {
        Name = start.Name;
        Identity = [.. start.Identity];
        ProcessKey.Current = start.AuthKey;
    }

    /// <summary>Fires <see cref="StopToken"/>.</summary>
    internal static void RequestStop() => s_stop.Cancel();
}
