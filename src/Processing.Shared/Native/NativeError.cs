using System.Runtime.InteropServices;

namespace Processing;

/// <summary>An <c>errno</c> value with its name and its text, as it stood right after the call that failed.</summary>
internal readonly record struct NativeError(int Number)
{
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EBADF = 9;
    public const int ECHILD = 10;
    public const int EAGAIN = 11;
    public const int ENOMEM = 12;
    public const int EACCES = 13;
    public const int EINVAL = 22;
    public const int EMFILE = 24;
    public const int EPIPE = 32;
    public const int ENOSYS = 38;
    public const int EMSGSIZE = 90;
    public const int ECONNRESET = 104;
    public const int ENOTCONN = 107;
    public const int ETIMEDOUT = 110;

    /// <summary>The error of the last P/Invoke on this thread that was declared with <c>SetLastError</c>.</summary>
    public static NativeError Last => new(Marshal.GetLastPInvokeError());

    /// <summary>The system's text, and the number behind it: <c>Too many open files (errno 24)</c>.</summary>
    public override string ToString() => $"{Marshal.GetPInvokeErrorMessage(Number)} (errno {Number})";
}
