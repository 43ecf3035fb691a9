using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// A word of this process alone, beside a shared word in the same wait, through which that one waiter is ended from outside.
/// </summary>
/// <remarks>One per waiting thread, used again for its next wait: whoever arms it removes every way to fire it before leaving.</remarks>
internal sealed unsafe class CancelWord
{
    [ThreadStatic]
    private static CancelWord? s_ofThisThread;

    private readonly int* _word = (int*)NativeMemory.AllocZeroed(sizeof(int));

    private CancelWord()
    {
    }

    ~CancelWord() => NativeMemory.Free(_word);

    /// <summary>The one of the calling thread.</summary>
    public static CancelWord OfThisThread => s_ofThisThread ??= new CancelWord();

    /// <summary>Where it is.</summary>
    public int* Address => _word;

    /// <summary>Makes one that belongs to no thread.</summary>
    public static CancelWord Create() => new();

    /// <summary>Ends the wait that runs or the next one.</summary>
    public void Fire()
    {
        Volatile.Write(ref *_word, 1);
        _ = Libc.FutexWakePrivate(_word, int.MaxValue);
        GC.KeepAlive(this);
    }

    /// <summary>Makes it ready for a further wait; true when it had been fired.</summary>
    public bool Reset() => Interlocked.Exchange(ref *_word, 0) != 0;
}
