using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>How shared memory is made and mapped.</summary>
internal abstract class RegionBacking
{
    /// <summary>The best one this system has.</summary>
    public static RegionBacking Default { get; } = Capability.UsesLinux ? new MemfdBacking() : new FileBacking();

    /// <summary>Makes zeroed memory of exactly <paramref name="length"/> bytes that has no name anyone could open.</summary>
    public abstract SafeFileHandle CreateFile(long length, string purpose);

    /// <summary>Maps all of it, for reading and writing.</summary>
    public abstract RegionMapping Map(SafeFileHandle file, long length, string purpose);

    /// <summary>Makes sure of memory that came from another process: nobody may make it shorter under our mapping.</summary>
    /// <exception cref="WireFormatException">It could be shortened, so that touching it would kill this process.</exception>
    public abstract void CheckSize(SafeFileHandle file);
}
