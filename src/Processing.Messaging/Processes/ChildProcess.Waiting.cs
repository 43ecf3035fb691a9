using System.Runtime.InteropServices;

namespace Processing.Messaging;

// Ready means ended. Any number of callers may wait.
public partial class ChildProcess
{
    void IWaitable.EnterWait()
    {
    }

    bool IWaitable.IsReady() => !IsAlive;

    SafeHandle? IWaitable.PrepareToWait() => _process.EndDescriptor;

    void IWaitable.EndWait()
    {
    }

    void IWaitable.ExitWait()
    {
    }
}
