using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>A wait handle of the base library among things to wait for. It has no descriptor, so <see cref="WaitSet"/> knows the type.</summary>
internal sealed class WaitHandleSource(WaitHandle handle) : IWaitable
{
    /// <summary>The handle; not owned.</summary>
    public WaitHandle Handle { get; } = handle;

    /// <summary>Names the handle's type.</summary>
    public override string ToString() => $"Waitable({Handle.GetType().Name})";

    void IWaitable.EnterWait()
    {
        // Any number of threads may wait for one.
    }

    bool IWaitable.IsReady() => Handle.WaitOne(0);

    SafeHandle? IWaitable.PrepareToWait() => throw new NotSupportedException("A wait handle has no descriptor.");

    void IWaitable.EndWait()
    {
    }

    void IWaitable.ExitWait()
    {
    }
}
