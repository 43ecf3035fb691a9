using System.Runtime.InteropServices;

namespace Processing.ConformanceTests.Transports;

/// <summary>
/// Runs code as another user. Linux keeps the user per thread, and only the C library spreads a change to all: the system call changes the
/// one thread, which ends afterwards. Takes root.
/// </summary>
internal static partial class OtherUser
{
    public const int Id = 65534;

    /// <summary>False where this process may not become another user; such tests have nothing to check then.</summary>
    public static bool IsAvailable { get; } = OperatingSystem.IsLinux() && Libc.GetEffectiveUserId() == 0;

    private static long SetUserCall => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 117 : 147;

    public static Task<T> RunAsync<T>(Func<T> action)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                // Back before anybody is told: a thread that is started from here would be that user's too.
                result.SetResult(As(Id, action));
            }
            catch (Exception error)
            {
                result.SetException(error);
            }
        });
        thread.Start();
        return result.Task;
    }

    private static T As<T>(int user, Func<T> action)
    {
        Become(user);
        try
        {
            return action();
        }
        finally
        {
            Become(0);
        }
    }

    private static void Become(int user)
    {
        if (Syscall(SetUserCall, -1, user, -1) != 0)
        {
            throw new InvalidOperationException($"setresuid failed with errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long Syscall(long number, long real, long effective, long saved);
}
