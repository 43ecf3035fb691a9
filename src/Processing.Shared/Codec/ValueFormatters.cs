using System.Net.Sockets;
using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Formatters of the values that .NET itself has, beyond primitives.</summary>
internal static class ValueFormatters
{
    public static IMessageFormatter<T>? TryCreate<T>()
    {
        object? formatter =
            typeof(T) == typeof(Guid) ? new GuidFormatter()
            : typeof(T) == typeof(DateTime) ? new DateTimeFormatter()
            : typeof(T) == typeof(DateTimeOffset) ? new DateTimeOffsetFormatter()
            : typeof(T) == typeof(TimeSpan) ? new TimeSpanFormatter()
            : typeof(T) == typeof(decimal) ? new DecimalFormatter()
            : typeof(T) == typeof(DateOnly) ? new DateOnlyFormatter()
            : typeof(T) == typeof(TimeOnly) ? new TimeOnlyFormatter()
            : typeof(T) == typeof(Int128) ? new Int128Formatter()
            : typeof(T) == typeof(UInt128) ? new UInt128Formatter()
            : typeof(T) == typeof(Index) ? new IndexFormatter()
            : typeof(T) == typeof(Range) ? new RangeFormatter()
            : typeof(T) == typeof(System.Text.Rune) ? new RuneFormatter()
            : typeof(T) == typeof(Version) ? new VersionFormatter()
            : typeof(T) == typeof(RemoteException) ? new RemoteExceptionFormatter()
            : typeof(T).Namespace is nameof(System) or "System.Numerics" ? TryCreateRare<T>()
            : typeof(T) == typeof(SafeFileHandle) ? new FileHandleFormatter()
            : typeof(T).Namespace is "Microsoft.Win32.SafeHandles" ? TryCreatePipeHandle<T>()
            : typeof(T).Namespace is "System.Net.Sockets" ? TryCreateSocket<T>()
            : null;
        return (IMessageFormatter<T>?)formatter;
    }

    // Kept apart because compiling it loads two more assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object? TryCreateRare<T>()
        => typeof(T) == typeof(BigInteger) ? new BigIntegerFormatter()
            : typeof(T) == typeof(Complex) ? new ComplexFormatter()
            : typeof(T) == typeof(Uri) ? new UriFormatter()
            : null;

    // As above, with one assembly each.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PipeHandleFormatter? TryCreatePipeHandle<T>() => typeof(T) == typeof(SafePipeHandle) ? new PipeHandleFormatter() : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static object? TryCreateSocket<T>()
        => typeof(T) == typeof(SafeSocketHandle) ? new SocketHandleFormatter()
            : typeof(T) == typeof(Socket) ? new SocketFormatter()
            : null;
}
