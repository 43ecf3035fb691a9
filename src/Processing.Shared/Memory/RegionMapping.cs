using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Pages of shared memory at a fixed place of this process.</summary>
internal abstract class RegionMapping : SafeHandle
{
    protected RegionMapping()
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>First byte of the mapping.</summary>
    public unsafe byte* Start => (byte*)handle;

    /// <summary>
    /// Lets go of the shared memory but keeps the addresses good: whoever still touches them meets memory that nobody else sees, not a fault.
    /// The addresses themselves are given back when this object is collected.
    /// </summary>
    public abstract void Discard();
}
