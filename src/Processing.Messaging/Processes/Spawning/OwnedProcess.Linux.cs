using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// A process started here: the one place that signals it and takes its exit status. Until the status is taken the kernel keeps the process
/// id from being given to another process, so a signal sent under <see cref="_gate"/> before that can never hit a stranger.
/// </summary>
internal sealed class OwnedProcess
{
    private readonly Lock _gate = new();
    private readonly SafeHandle _pidfd; // closed by the watch once the status was taken
    private readonly TaskCompletionSource<ExitStatus> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _watch;
    private readonly ProcessIdentity? _identity; // null if the process could not be looked at

    private ExitStatus? _status; // written under _gate, once

    /// <summary>Takes charge of the child <paramref name="pid"/>, which nobody has waited for yet.</summary>
    public OwnedProcess(int pid)
    {
        Id = pid;
        _identity = ProcessIdentity.TryGet(pid, out ProcessIdentity identity) ? identity : null;
        _pidfd = Libc.OpenPidfd(pid);
        if (_pidfd.IsInvalid)
        {
            NativeError error = NativeError.Last;
            _ = Libc.Kill(pid, Libc.SIGKILL);
            while (Libc.WaitId(Libc.P_PID, (uint)pid, out _, Libc.WEXITED) != 0 && NativeError.Last.Number == NativeError.EINTR)
            {
                // A signal handler ran: it is dead all the same, and must not stay a zombie.
            }

            throw new NativeCallException("pidfd_open", $"process {pid}", error);
        }

        _watch = WatchAsync();
    }

    /// <summary>The process id.</summary>
    public int Id { get; }

    /// <summary>How it ended; null while it lives. Asking takes the status of a process that has just ended.</summary>
    public ExitStatus? Status => TakeStatus();

    /// <summary>Becomes readable when the process has ended; null once it has.</summary>
    public SafeHandle? EndDescriptor => TakeStatus() is null ? _pidfd : null;

    /// <summary>Completes when the process has ended and its status was taken.</summary>
    public Task<ExitStatus> Exited => _exited.Task;

    /// <summary>Blocks this thread until the process has ended. False when the time passed first.</summary>
    public bool WaitForExit(Deadline deadline, CancellationToken cancellationToken)
    {
        while (TakeStatus() is null)
        {
            try
            {
                if (!DescriptorWait.Wait(_pidfd, DescriptorEvents.Readable, deadline, cancellationToken))
                {
                    return TakeStatus() is not null;
                }
            }
            catch (ObjectDisposedException)
            {
                // The watch closed the descriptor, which it does only after the status was taken: the loop ends.
            }
        }

        return true;
    }

    /// <summary>Sends a signal to the process alone. Does nothing once it has ended.</summary>
    public void Signal(int signal) => Send(signal, wholeGroup: false);

    /// <summary>Ends the process, and all it started in its process group, at once.</summary>
    public void Kill() => Send(Libc.SIGKILL, wholeGroup: true);

    private void Send(int signal, bool wholeGroup)
    {
        lock (_gate)
        {
            if (_status is not null || WasStolenLocked())
            {
                return;
            }

            // The group exists from the first instruction on: posix_spawn makes it before exec. An ended process that was not waited for
            // still takes signals, so an error here can only be a refusal.
            if (Libc.Kill(wholeGroup ? -Id : Id, signal) != 0 && NativeError.Last is { Number: not NativeError.ESRCH } error)
            {
                throw new NativeCallException("kill", $"process {Id}, {SignalNames.Of(signal)}", error);
            }
        }
    }

    // Other code in this process waited for the child: its id may belong to a stranger by now. Only looks, because an ended process that was
    // not waited for still leads its group.
    private bool WasStolenLocked()
        => Libc.WaitId(Libc.P_PID, (uint)Id, out _, Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT) != 0 && NativeError.Last.Number == NativeError.ECHILD;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Handed to everyone who waits for the end.")]
    private async Task WatchAsync()
    {
        try
        {
            await WaitForExitAsync().ConfigureAwait(false);
            _pidfd.Dispose();
        }
        catch (Exception failure)
        {
            // The descriptor stays open: blocking waits do without this watch.
            _exited.TrySetException(failure);
        }
    }

    private async Task WaitForExitAsync()
    {
        try
        {
            while (TakeStatus() is null)
            {
                await DescriptorWait.WaitAsync(_pidfd, DescriptorEvents.Readable, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (NativeCallException)
        {
            // The poller is out of descriptors or memory. The end must not be missed for that: a thread can wait without it.
            await Task.Factory.StartNew(
                () => WaitForExit(Deadline.Never, CancellationToken.None), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
    }

    private ExitStatus? TakeStatus()
    {
        lock (_gate)
        {
            if (_status is not null)
            {
                return _status;
            }

            int result;
            SignalInfo info;
            do
            {
                result = Libc.WaitId(Libc.P_PID, (uint)Id, out info, Libc.WEXITED | Libc.WNOHANG);
            }
            while (result != 0 && NativeError.Last.Number == NativeError.EINTR);

            if (result == 0 && info.ProcessId == 0)
            {
                return null;
            }

            // ECHILD: a foreign library in this process waited for any child and got ours. Then the status is lost, the end is not.
            ExitStatus status = result != 0 ? new ExitStatus(null) : new ExitStatus(info.Code == Libc.CLD_EXITED ? info.Status : -info.Status);

            // Under the gate, although it is I/O: whoever sees the status must find the files gone. It happens once and waits for nobody.
            if (status.Signal != 0 && _identity is { } killed)
            {
                DiagnosticFiles.RemoveOf(killed);
            }

            _status = status;
        }

        _exited.TrySetResult(_status.Value);
        return _status;
    }
}
