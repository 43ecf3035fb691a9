using System.Net.Sockets;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>
/// The file that a Unix socket listens at. It is made, replaced and removed only while holding its lock file, so that two processes that
/// start at once do not take it from each other.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class UnixSocketFile
{
    private const uint OwnerOnly = 0x180; // 0600
    private const UnixFileMode Everyone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly string _path; // full: the current directory may change
    private readonly FileStatus _status; // what was made

    private UnixSocketFile(string path, FileStatus status)
    {
        _path = path;
        _status = status;
    }

    /// <summary>Binds the socket and lets it listen. A file whose listener is gone is replaced, one that is listened at never.</summary>
    public static UnixSocketFile Create(SafeFileHandle socket, UnixAddress address, int backlog, bool isForOthers)
    {
        string path = Path.GetFullPath(address.Path);
        DirectoryTrust.RequireUnwritableByOthers(Path.GetDirectoryName(path)!, address.ToString()); // the path of a file has a directory
        using var claim = SocketFileLock.Acquire(path);
        RemoveStale(path, address);

        // The mode of the socket is the mode of its file, less the mask of this process: at no moment is it more.
        Check(Libc.ChangeMode(socket, OwnerOnly), "fchmod", address);
        Check(Libc.Bind(socket, new UnixDomainSocketEndPoint(address.Path).Serialize()), "bind", address);
        Check(Libc.GetStatus(path, out var status), "statx", address);
        var file = new UnixSocketFile(path, status);
        try
        {
            if (isForOthers)
            {
                File.SetUnixFileMode(path, Everyone); // who of them is let in, their credentials decide
            }

            Check(Libc.Listen(socket, backlog), "listen", address);
            return file;
        }
        catch
        {
            file.RemoveIfOurs();
            throw;
        }
    }

    /// <summary>Removes the file, unless it is not the one that was made.</summary>
    public void Remove()
    {
        try
        {
            using var claim = SocketFileLock.Acquire(_path);
            RemoveIfOurs();
        }
        catch (ProcessingException)
        {
            // The directory is gone, or not ours any more, and with it the file. Closing the socket ends the service all the same; a file
            // that did stay is replaced by the next who listens there.
        }
    }

    private static void RemoveStale(string path, UnixAddress address)
    {
        if (Libc.GetStatus(path, out var status) != 0)
        {
            var error = NativeError.Last;
            if (error.Number != NativeError.ENOENT)
            {
                throw new NativeCallException("statx", address.ToString(), error);
            }

            return;
        }

        if (!status.IsSocket)
        {
            throw new NativeCallException("bind", $"{address}, where there is a file that is no socket", new NativeError(NativeError.EADDRINUSE));
        }

        if (FindListener(address) is { } listener)
        {
            throw new NativeCallException("bind", $"{address}, where {listener} listens", new NativeError(NativeError.EADDRINUSE));
        }

        if (Libc.Unlink(path) != 0 && NativeError.Last is { Number: not NativeError.ENOENT } failure)
        {
            throw new NativeCallException("unlink", $"{address}, where a listener of user {status.UserId} left its file", failure);
        }
    }

    /// <summary>Knocks. The listener sees a connection that ends without a byte.</summary>
    private static string? FindListener(UnixAddress address)
    {
        using var probe = Libc.CreateStreamSocket(Libc.AF_UNIX, address.ToString());
        if (Libc.Connect(probe, new UnixDomainSocketEndPoint(address.Path).Serialize()) == 0)
        {
            var peer = UnixPeer.Identify(probe, address);
            return $"process {peer.ProcessId} of user {peer.UserId}";
        }

        return NativeError.Last.Number is NativeError.ECONNREFUSED or NativeError.ENOENT ? null : "another process";
    }

    private static void Check(int result, string call, UnixAddress address)
    {
        if (result != 0)
        {
            throw new NativeCallException(call, address.ToString(), NativeError.Last);
        }
    }

    private void RemoveIfOurs()
    {
        if (Libc.GetStatus(_path, out var now) == 0 && now.IsSameFile(_status))
        {
            _ = Libc.Unlink(_path); // failing leaves a file that the next listener replaces
        }
    }
}
