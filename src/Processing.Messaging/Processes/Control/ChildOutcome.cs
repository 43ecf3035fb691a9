namespace Processing.Messaging;

/// <summary>Reads the outcome of a child that has ended from what it said and from how it ended.</summary>
internal static class ChildOutcome
{
    /// <summary>The value the delegate returned.</summary>
    /// <exception cref="RemoteException">The delegate threw.</exception>
    /// <exception cref="ProcessStartException">The child ended before it ran the delegate.</exception>
    /// <exception cref="ProcessDiedException">The child ended without returning.</exception>
    public static T Of<T>(ChildProcess child)
    {
        ThrowIfFailed(child);
        return child.Control.TakeResult<T>();
    }

    /// <summary>Returns if the delegate did.</summary>
    /// <inheritdoc cref="Of{T}"/>
    public static void ThrowIfFailed(ChildProcess child)
    {
        ControlChannel control = child.Control;
        if (control.Failure is { } failure)
        {
            throw failure;
        }

        if (control.HasReturned)
        {
            return;
        }

        ExitStatus status = child.FinalStatus;
        if (status.Code == ExitStatus.NotTakenOverCode && !control.HasStarted)
        {
            throw new ProcessStartException(
                $"{child.Name} (process {child.Pid}) could not take over before Main because start-up hooks are switched off in the program. "
                + "Set <StartupHookSupport>true</StartupHookSupport> in the project that builds the executable, or call ProcessingHost.FreezeSupport() first in Main.",
                control.Broken);
        }

        if (!control.HasStarted)
        {
            throw new ProcessStartException(
                $"{child.Name} (process {child.Pid}) {status.Sentence} before it took over; what it printed on standard error tells why.", control.Broken);
        }

        throw new ProcessDiedException(
            $"{child.Name} (process {child.Pid}) {status.Sentence} without returning a result.", child.Pid, status.Code);
    }
}
