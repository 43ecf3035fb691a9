using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// The life of a child from take-over to exit. It runs on the main thread before <c>Main</c>, with nothing but blocking calls, because the
/// time until the delegate runs is the cost of every start.
/// </summary>
internal static class ChildBootstrap
{
    /// <summary>Reads who this process is from its parent, runs the delegate and ends the process.</summary>
    [DoesNotReturn]
    public static void TakeOver()
    {
        ChildMarker.Scrub();
        Connection control = OpenControl();

        // .NET turns SIGTERM into an orderly exit with code 143. A child's parent must be able to tell exit(143) from a signal, and a
        // terminated child runs no exit handlers, as in the original package.
        _ = Libc.Signal(Libc.SIGTERM, 0);
        Environment.Exit(RunUnlessAlone(control));
        throw new InvalidOperationException("Environment.Exit returned.");
    }

    private static Connection OpenControl()
    {
        var descriptor = new SafeFileHandle(ChildMarker.ControlDescriptor, ownsHandle: true);
        if (Libc.FileControl(descriptor, Libc.F_SETFD, Libc.FD_CLOEXEC) != 0)
        {
            // Not our child at all, whatever the environment says: refuse to go on as either.
            Console.Error.WriteLine(
                $"Processing: {ChildMarker.VariableName} is set but descriptor {ChildMarker.ControlDescriptor} is not open: {NativeError.Last}. Exit code {ExitStatus.NotTakenOverCode}.");
            Environment.Exit(ExitStatus.NotTakenOverCode);
        }

        return Connection.FromDescriptor(descriptor, ConnectionDirection.Duplex);
    }

    private static int RunUnlessAlone(Connection control)
    {
        try
        {
            return Run(control);
        }
        catch (ConnectionClosedException)
        {
            return ExitStatus.StoppedCode; // the parent died while it told this process what to do: no failure of this one
        }
    }

    private static int Run(Connection control)
    {
        using IncomingMessage? message = control.ReceiveMessage(CancellationToken.None);
        if (message is null)
        {
            return ExitStatus.StoppedCode; // the parent died between starting this process and telling it what to do
        }

        MessageReader reader = message.CreateReader();
        StartMessage start = StartMessage.ReadFrom(ref reader);
        CurrentProcess.BecomeChild(start);
        var result = new ChildResult(control);
        result.Started();
        ParentWatch.Begin(control);
        return RunCall(ref reader, result, start);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The outermost frame of the user's code: every failure is reported.")]
    private static int RunCall(ref MessageReader reader, ChildResult result, StartMessage start)
    {
        try
        {
            ChildCall.Run(ref reader, result);
            return 0;
        }
        catch (OperationCanceledException stopped) when (
            stopped.CancellationToken == CurrentProcess.StopToken && CurrentProcess.StopToken.IsCancellationRequested)
        {
            return ExitStatus.StoppedCode;
        }
        catch (Exception failure)
        {
            if (start.FailureGoesTo == FailureReport.StandardError)
            {
                Console.Error.WriteLine($"Process {CurrentProcess.Name}:{Environment.NewLine}{failure}");
            }

            Report(failure, result);
            return ExitStatus.FailedCode;
        }
    }

    private static void Report(Exception failure, ChildResult result)
    {
        try
        {
            result.Fail(RemoteFailure.Describe(failure, CurrentProcess.Name));
        }
        catch (ConnectionClosedException)
        {
            // The parent is gone: there is nobody left to tell, and the exit code says the rest.
        }
    }
}
