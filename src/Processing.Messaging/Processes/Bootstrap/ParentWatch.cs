using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

/// <summary>
/// The child's ear on its control socket: a stop request fires the stop token; end of file means that the parent is gone, however it died,
/// and ends this process.
/// </summary>
internal static class ParentWatch
{
    /// <summary>How long an orderly exit may take once the parent is gone, before the process kills itself.</summary>
    private static readonly TimeSpan s_exitGrace = TimeSpan.FromSeconds(1);

    /// <summary>Starts listening on a background thread of its own, so that no work of the delegate can hold it up.</summary>
    public static void Begin(Connection control)
        => new Thread(() => Listen(control), maxStackSize: 256 * 1024) { IsBackground = true, Name = "processing parent watch" }.Start();

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever breaks the control socket, the parent is out of reach.")]
    private static void Listen(Connection control)
    {
        try
        {
            while (control.ReceiveMessage(CancellationToken.None) is { } message)
            {
                using (message)
                {
                    MessageReader reader = message.CreateReader();
                    if (reader.ReadInt32() == (int)ControlMessageKind.Stop)
                    {
                        RequestStop();
                    }
                }
            }
        }
        catch (Exception broken)
        {
            Console.Error.WriteLine($"{CurrentProcess.Name}: the control socket failed, so this process ends: {broken.Message}");
        }

        EndWithoutParent();
    }

    // Handlers of the stop token are the user's code: they may block or throw, and must not keep this thread from noticing the parent's end.
    private static void RequestStop()
        => ThreadPool.UnsafeQueueUserWorkItem(static _ => CurrentProcess.RequestStop(), null);

    private static void EndWithoutParent()
    {
        RequestStop();
        var orderly = new Thread(() => Environment.Exit(ExitStatus.StoppedCode)) { IsBackground = true };
        orderly.Start();
        orderly.Join(s_exitGrace);
        _ = Libc.Kill(Environment.ProcessId, Libc.SIGKILL);
    }
}
