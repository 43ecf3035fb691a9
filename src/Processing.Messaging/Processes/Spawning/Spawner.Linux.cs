using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// Starts a program with <c>posix_spawn</c>. The child gets /dev/null as standard input, this process's standard output and error, and the
/// given control socket as descriptor 3; everything else .NET opened is closed on exec. It leads a process group of its own: Ctrl+C reaches
/// the parent alone, and one kill ends the child with whatever it started in its group.
/// </summary>
internal static class Spawner
{
    // Larger than posix_spawn_file_actions_t (80), posix_spawnattr_t (336) and sigset_t (128) of glibc, and than musl's.
    private const int ActionsSize = 256;
    private const int AttributesSize = 512;
    private const int SignalSetSize = 256;

    /// <summary>Starts <paramref name="command"/>; returns the process id.</summary>
    /// <exception cref="ProcessStartException">The system refused; nothing was started.</exception>
    public static unsafe int Spawn(HostCommand command, List<string> environment, SafeHandle controlSocket, string processName)
    {
        byte* actions = stackalloc byte[ActionsSize];
        byte* attributes = stackalloc byte[AttributesSize];
        bool held = false;
        _ = Libc.SpawnActionsInit(actions);
        _ = Libc.SpawnAttributesInit(attributes);
        try
        {
            controlSocket.DangerousAddRef(ref held);
            Check(Libc.SpawnActionsAddOpen(actions, 0, "/dev/null", Libc.O_RDONLY, 0), "posix_spawn_file_actions_addopen", processName);
            Check(
                Libc.SpawnActionsAddDup2(actions, (int)controlSocket.DangerousGetHandle(), ChildMarker.ControlDescriptor),
                "posix_spawn_file_actions_adddup2",
                processName);
            SetAttributes(attributes);
            return Start(command, environment, actions, attributes, processName);
        }
        finally
        {
            _ = Libc.SpawnAttributesDestroy(attributes);
            _ = Libc.SpawnActionsDestroy(actions);
            if (held)
            {
                controlSocket.DangerousRelease();
            }
        }
    }

    private static unsafe int Start(HostCommand command, List<string> environment, void* actions, void* attributes, string processName)
    {
        using var arguments = new NativeStrings([command.Path, .. command.Arguments]);
        using var variables = new NativeStrings(environment);
        int error = Libc.PosixSpawn(out int pid, arguments[0], actions, attributes, arguments.Pointer, variables.Pointer);
        return error == 0
            ? pid
            : throw new ProcessStartException(
                $"{processName} could not be started from {command.Path}: {new NativeError(error)}.");
    }

    // A child starts with no signal blocked and every signal at its default, whatever this process has done to its own.
    private static unsafe void SetAttributes(void* attributes)
    {
        byte* signals = stackalloc byte[SignalSetSize];
        _ = Libc.SignalSetEmpty(signals);
        _ = Libc.SpawnAttributesSetSignalMask(attributes, signals);
        _ = Libc.SignalSetFill(signals);
        _ = Libc.SpawnAttributesSetSignalDefaults(attributes, signals);
        _ = Libc.SpawnAttributesSetProcessGroup(attributes, 0);
        _ = Libc.SpawnAttributesSetFlags(
            attributes, Libc.POSIX_SPAWN_SETPGROUP | Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK);
    }

    private static void Check(int error, string call, string processName)
    {
        if (error != 0)
        {
            throw new ProcessStartException($"{processName} could not be started: {call}: {new NativeError(error)}.");
        }
    }

    /// <summary>A zero-ended array of zero-ended UTF-8 strings, as C takes arguments and environments.</summary>
    private sealed unsafe class NativeStrings : IDisposable
    {
        private readonly int _count;

        public NativeStrings(List<string> strings)
        {
            _count = strings.Count;
            Pointer = (byte**)NativeMemory.AllocZeroed((nuint)_count + 1, (nuint)sizeof(byte*));
            for (int i = 0; i < _count; i++)
            {
                Pointer[i] = (byte*)Marshal.StringToCoTaskMemUTF8(strings[i]);
            }
        }

        public byte** Pointer { get; }

        public byte* this[int index] => Pointer[index];

        public void Dispose()
        {
            for (int i = 0; i < _count; i++)
            {
                Marshal.FreeCoTaskMem((nint)Pointer[i]);
            }

            NativeMemory.Free(Pointer);
        }
    }
}
