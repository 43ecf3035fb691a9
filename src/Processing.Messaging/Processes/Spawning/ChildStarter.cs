using System.Collections.Immutable;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>Starts a child in two steps: spawn the program with a control socket, then tell it over that socket who it is and what it runs.</summary>
internal static class ChildStarter
{
    /// <summary>Starts a child; blocks until the start message is on its way.</summary>
    /// <exception cref="ProcessStartException">The system refused, or the child ended before it could be told.</exception>
    public static ChildProcess<TResult> Start<TResult>(ChildCall call, ChildProcessOptions? options, FailureReport failureGoesTo)
    {
        using var message = new OutgoingMessage();
        (ChildProcess<TResult> child, Connection control) = Spawn<TResult>(call, options, failureGoesTo, message);
        try
        {
            control.SendMessage(message, CancellationToken.None);
            child.Control.Listen();
            return child;
        }
        catch (Exception failure)
        {
            child.Dispose();
            throw Explain(failure, child);
        }
    }

    /// <summary>Starts a child; completes when the start message is on its way.</summary>
    /// <inheritdoc cref="Start"/>
    public static async Task<ChildProcess<TResult>> StartAsync<TResult>(
        ChildCall call, ChildProcessOptions? options, FailureReport failureGoesTo, CancellationToken cancellationToken)
    {
        using var message = new OutgoingMessage();
        (ChildProcess<TResult> child, Connection control) = Spawn<TResult>(call, options, failureGoesTo, message);
        try
        {
            await control.SendMessageAsync(message, cancellationToken).ConfigureAwait(false);
            child.Control.Listen();
            return child;
        }
        catch (Exception failure)
        {
            await child.DisposeAsync().ConfigureAwait(false);
            throw Explain(failure, child);
        }
    }

    // The call is written before the process exists, so that a delegate or an argument that cannot travel starts nothing.
    private static (ChildProcess<TResult> Child, Connection Control) Spawn<TResult>(
        ChildCall call, ChildProcessOptions? options, FailureReport failureGoesTo, OutgoingMessage message)
    {
        ImmutableArray<int> identity = CurrentProcess.NextChildIdentity();
        string name = options?.Name ?? $"Process-{string.Join(':', identity)}";
        MessageWriter writer = message.CreateWriter();
        new StartMessage(name, [.. identity], options?.AuthKey ?? CurrentProcess.AuthKey, failureGoesTo).WriteTo(ref writer);
        call.WriteTo(ref writer);
        writer.Flush();

        (SafeFileHandle mySocket, SafeFileHandle theirSocket) = Libc.CreateSocketPair();
        var mine = Connection.FromDescriptor(mySocket, ConnectionDirection.Duplex);
        try
        {
            using (theirSocket)
            {
                int pid = Spawner.Spawn(HostCommand.Current, ChildEnvironment.Build(options?.Environment), theirSocket, name);
                return (new ChildProcess<TResult>(name, identity, new OwnedProcess(pid), new ControlChannel(mine)), mine);
            }
        }
        catch
        {
            mine.Dispose();
            throw;
        }
    }

    private static Exception Explain(Exception failure, ChildProcess child)
        => failure switch
        {
            ConnectionClosedException => new ProcessStartException(
                $"{child.Name} (process {child.Pid}) {child.FinalStatus.Sentence} before it read what to run.", failure),
            TaskSchedulerException => new ProcessStartException(
                $"{child.Name} (process {child.Pid}) was ended again: the system refused a thread to listen to it.", failure),
            _ => failure,
        };
}
