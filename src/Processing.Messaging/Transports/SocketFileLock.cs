using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// A lock beside the file of a socket: <c>x.lock</c>, held through the system and gone with the process that holds it. Its holder removes the
/// file before letting go, so whoever waited checks that the file it locked is still the one at the path.
/// </summary>
internal sealed class SocketFileLock : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(2);

    private readonly SafeFileHandle _file;
    private readonly string _path;

    private SocketFileLock(SafeFileHandle file, string path)
    {
        _file = file;
        _path = path;
    }

    /// <summary>Waits for the lock. It is held for a few calls of the system only, unless its holder is stopped.</summary>
    /// <exception cref="ProcessingException">The lock file cannot be had.</exception>
    public static SocketFileLock Acquire(string socketPath)
    {
        string path = socketPath + ".lock";
        var deadline = Deadline.After(s_limit);
        while (true)
        {
            var file = Open(path);
            try
            {
                Lock(file, path, deadline);
                if (IsCurrent(file, path))
                {
                    return new SocketFileLock(file, path);
                }
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Libc.Unlink(_path); // failing leaves a lock file that the next listener uses
        _file.Dispose();
    }

    private static SafeFileHandle Open(string path)
    {
        const uint OwnerOnly = 0x180; // 0600
        var file = Libc.OpenFile(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, OwnerOnly);
        if (!file.IsInvalid)
        {
            return file;
        }

        var error = NativeError.Last;
        file.Dispose();
        throw new NativeCallException("open", $"the lock file {path}", error);
    }

    private static void Lock(SafeFileHandle file, string path, Deadline deadline)
    {
        ManualResetEventSlim? clock = null;
        try
        {
            while (Libc.LockFile(file, Libc.LOCK_EX | Libc.LOCK_NB) != 0)
            {
                var error = NativeError.Last;
                if (error.Number is not (NativeError.EAGAIN or NativeError.EINTR))
                {
                    throw new NativeCallException("flock", $"the lock file {path}", error);
                }

                if (deadline.HasPassed)
                {
                    throw new ProcessingException($"The lock file {path} is held by another process that starts or ends a listener there, and does not get on.");
                }

                // A blocking flock could wait for ever on a process that is stopped. Nobody sets the event; it is the clock of the pauses.
                clock ??= new ManualResetEventSlim(initialState: false, spinCount: 0);
                clock.Wait(s_pause);
            }
        }
        finally
        {
            clock?.Dispose();
        }
    }

    private static bool IsCurrent(SafeFileHandle file, string path)
    {
        if (Libc.GetStatus(file, out var locked) != 0)
        {
            throw new NativeCallException("statx", $"the lock file {path}", NativeError.Last);
        }

        if (locked.UserId != Libc.GetEffectiveUserId())
        {
            throw new ProcessingException($"The lock file {path} belongs to user {locked.UserId}; remove it, or choose another directory.");
        }

        return Libc.GetStatus(path, out var current) == 0 && current.IsSameFile(locked);
    }
}
