using System.Runtime.CompilerServices;

namespace Processing.Sync;

/// <summary>Reads and writes that nobody can see half done, where the size of the type allows it. The choice is made when the code is compiled.</summary>
internal static class WholeAccess
{
    /// <summary>Reads a value; sizes of 1, 2, 4 and 8 bytes whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<T>(ref T place)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte):
                return As<byte, T>(Volatile.Read(ref Unsafe.As<T, byte>(ref place)));
            case sizeof(short):
                return As<short, T>(Volatile.Read(ref Unsafe.As<T, short>(ref place)));
            case sizeof(int):
                return As<int, T>(Volatile.Read(ref Unsafe.As<T, int>(ref place)));
            case sizeof(long):
                return As<long, T>(Volatile.Read(ref Unsafe.As<T, long>(ref place)));
            default:
                return place;
        }
    }

    /// <summary>Writes a value; sizes of 1, 2, 4 and 8 bytes whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<T>(ref T place, T value)
        where T : unmanaged
    {
        switch (Unsafe.SizeOf<T>())
        {
            case sizeof(byte):
                Volatile.Write(ref Unsafe.As<T, byte>(ref place), As<T, byte>(value));
                break;
            case sizeof(short):
                Volatile.Write(ref Unsafe.As<T, short>(ref place), As<T, short>(value));
                break;
            case sizeof(int):
                Volatile.Write(ref Unsafe.As<T, int>(ref place), As<T, int>(value));
                break;
            case sizeof(long):
                Volatile.Write(ref Unsafe.As<T, long>(ref place), As<T, long>(value));
                break;
            default:
                place = value;
                break;
        }
    }

    // The switch above made sure that both have the same size.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TTo As<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
        => Unsafe.As<TFrom, TTo>(ref value);
}
