namespace Processing;

/// <summary>Whether a directory is safe to have a socket in: whoever may rename in it may put a socket of his own at our path.</summary>
internal static class DirectoryTrust
{
    private const uint Root = 0;

    /// <summary>Makes sure that nobody but this user and root can take a file of ours away from the directory.</summary>
    /// <param name="path">The directory.</param>
    /// <param name="subject">What it is for.</param>
    /// <exception cref="ProcessingException">Others may write there.</exception>
    /// <exception cref="NativeCallException">There is no such directory, or it cannot be looked at.</exception>
    public static void RequireUnwritableByOthers(string path, string subject)
    {
        // A link in the path is fine as long as what it leads to is; the system's call at the end goes the same way.
        using var directory = Libc.OpenFile(path, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, 0);
        if (directory.IsInvalid)
        {
            throw new NativeCallException("open", $"the directory of {subject}", NativeError.Last);
        }

        if (Libc.GetStatus(directory, out var status) != 0)
        {
            throw new NativeCallException("statx", $"the directory of {subject}", NativeError.Last);
        }

        uint self = Libc.GetEffectiveUserId();
        if (status.UserId != self && status.UserId != Root)
        {
            throw new ProcessingException($"{subject} is not safe: the directory {path} belongs to user {status.UserId}, who could put another socket there.");
        }

        bool isGroupForeign = status.GroupId != Libc.GetEffectiveGroupId() && (status.Permissions & UnixFileMode.GroupWrite) != 0;
        bool isOpen = isGroupForeign || (status.Permissions & UnixFileMode.OtherWrite) != 0;
        if (isOpen && !status.IsSticky)
        {
            throw new ProcessingException(
                $"{subject} is not safe: others may write to the directory {path} (mode 0{Convert.ToString((int)status.Permissions, 8)}, no sticky bit), and could put another socket there. Choose a directory of your own.");
        }
    }
}
