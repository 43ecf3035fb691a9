using System.Globalization;
using System.Security.Cryptography;

namespace Processing;

/// <summary>
/// Where sockets of this user are: a directory that only its owner may enter. It is looked at again with every use, since somebody may have
/// removed it meanwhile.
/// </summary>
internal static class RuntimeDirectory
{
    private const string Variable = "XDG_RUNTIME_DIR";
    private const string Name = "processing";
    private const UnixFileMode OthersMayWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A path in the directory that nobody has used or can guess.</summary>
    public static string NewSocketPath()
        => $"{Ensure()}/{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";

    /// <summary>The path of the directory, which is there, belongs to this user and is closed to others.</summary>
    /// <exception cref="ProcessingException">It cannot be made, belongs to somebody else, is open to others, or is no directory.</exception>
    public static string Ensure()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Only Linux has a runtime directory for Unix sockets here.");
        }

        string path = Locate();
        if (Libc.MakeDirectory(path, (uint)OwnerOnly) != 0 && NativeError.Last is { Number: not NativeError.EEXIST } error)
        {
            throw new NativeCallException("mkdir", $"the runtime directory {path}", error);
        }

        Verify(path);
        return path;
    }

    /// <summary>Makes sure that a directory is this user's, closed to others, and no link.</summary>
    public static void Verify(string path)
    {
        using var directory = Libc.OpenFile(path, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0);
        if (directory.IsInvalid)
        {
            var error = NativeError.Last;
            throw error.Number is NativeError.ENOTDIR or NativeError.ELOOP
                ? new ProcessingException($"The runtime directory {path} is a link or no directory; remove it, or set {Variable} to a directory of your own.")
                : new NativeCallException("open", $"the runtime directory {path}", error);
        }

        if (Libc.GetStatus(directory, out var status) != 0)
        {
            throw new NativeCallException("statx", $"the runtime directory {path}", NativeError.Last);
        }

        uint self = Libc.GetEffectiveUserId();
        if (status.UserId != self)
        {
            throw new ProcessingException(
                $"The runtime directory {path} belongs to user {status.UserId}, and this process runs as user {self}: sockets there would be in that user's hands. Set {Variable} to a directory of your own.");
        }

        if (status.Permissions != OwnerOnly)
        {
            throw new ProcessingException(
                $"The runtime directory {path} must be open to its owner alone (mode 0700), but its mode is 0{Convert.ToString((int)status.Permissions, 8)}. Run chmod 700 on it.");
        }
    }

    private static string Locate()
    {
        // What sudo and su leave in the environment may be another user's directory, or none; both are as good as not set.
        uint self = Libc.GetEffectiveUserId();
        string? given = Environment.GetEnvironmentVariable(Variable);
        bool isOurs = given is not null && given.StartsWith('/')
            && Libc.GetStatus(given, out var status) == 0 && status.IsDirectory && status.UserId == self
            && (status.Permissions & OthersMayWrite) == 0;
        return isOurs
            ? $"{given!.TrimEnd('/')}/{Name}" // ours, so given
            : string.Create(CultureInfo.InvariantCulture, $"/tmp/{Name}-{self}");
    }
}
