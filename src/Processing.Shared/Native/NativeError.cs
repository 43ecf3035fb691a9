using System.Runtime.InteropServices;

namespace Processing;

/// <summary>An <c>errno</c> value with its name and its text, as it stood right after the call that failed.</summary>
internal readonly record struct NativeError(int Number)
{
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EBADF = 9;
    public const int ECHILD = 10;
    public const int EAGAIN = 11;
    public const int ENOMEM = 12;
    public const int EACCES = 13;
    public const int EEXIST = 17;
    public const int ENOTDIR = 20;
    public const int EINVAL = 22;
    public const int ENFILE = 23;
    public const int EMFILE = 24;
    public const int EPIPE = 32;
    public const int ENOSYS = 38;
    public const int ELOOP = 40;
    public const int EPROTO = 71;
    public const int EMSGSIZE = 90;
    public const int EAFNOSUPPORT = 97;
    public const int EADDRINUSE = 98;
    public const int EADDRNOTAVAIL = 99;
    public const int ENETUNREACH = 101;
    public const int ECONNABORTED = 103;
    public const int ECONNRESET = 104;
    public const int ENOBUFS = 105;
    public const int ENOTCONN = 107;
    public const int ETIMEDOUT = 110;
    public const int ECONNREFUSED = 111;
    public const int EHOSTUNREACH = 113;
    public const int EINPROGRESS = 115;

    /// <summary>The error of the last P/Invoke on this thread that was declared with <c>SetLastError</c>.</summary>
    public static NativeError Last => new(Marshal.GetLastPInvokeError());

    /// <summary>The system's text, and the number behind it: <c>Too many open files (errno 24)</c>.</summary>
    public override string ToString() => $"{Marshal.GetPInvokeErrorMessage(Number)} (errno {Number})";
}
