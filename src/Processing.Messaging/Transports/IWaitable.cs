using System.Runtime.InteropServices;

namespace Processing.Messaging;

/// <summary>
/// Something that <c>Connection.WaitAny</c> and <c>WaitAll</c> can wait for beside others: a connection (a message or the end is there), a
/// child process (it has ended), or a wait handle made one by <see cref="Waitable.From"/>. Only types of this library implement it.
/// </summary>
public interface IWaitable
{
    /// <summary>Claims the thing for one waiting call; fails when it is in use. <see cref="ExitWait"/> gives it back.</summary>
    internal void EnterWait();

    /// <summary>Looks, without waiting.</summary>
    internal bool IsReady();

    /// <summary>
    /// Gives the descriptor that becomes readable when it is worth looking again; <see cref="EndWait"/> is called after the wait. Null when
    /// it is worth looking right now; then <see cref="EndWait"/> is not called.
    /// </summary>
    internal SafeHandle? PrepareToWait();

    /// <summary>The wait that <see cref="PrepareToWait"/> prepared is over.</summary>
    internal void EndWait();

    /// <summary>Gives back what <see cref="EnterWait"/> claimed.</summary>
    internal void ExitWait();
}
