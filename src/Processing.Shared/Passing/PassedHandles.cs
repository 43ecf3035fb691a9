using System.Runtime.InteropServices;

namespace Processing;

/// <summary>
/// The native handles that go out with one message, in the order their extension values stand in it.
/// The kernel duplicates each for the receiver when the message is sent; what becomes of the sender's own handle is said per handle.
/// </summary>
internal sealed class PassedHandles : IDisposable
{
    /// <summary>Linux refuses more descriptors than this in one message (SCM_MAX_FD).</summary>
    public const int MaxCount = 253;

    private readonly List<Entry> _entries = [];

    /// <summary>How many handles the message carries so far.</summary>
    public int Count => _entries.Count;

    /// <summary>The handle at <paramref name="index"/>.</summary>
    public SafeHandle this[int index] => _entries[index].Handle;

    /// <summary>Adds a handle that stays the sender's: it is only duplicated for the receiver. Returns its index.</summary>
    public int Lend(SafeHandle handle) => Add(new Entry(handle, Owned: false, OnSent: null, OnDropped: null));

    /// <summary>Adds a handle made for this message: it is closed here once the message was sent or dropped. Returns its index.</summary>
    public int Give(SafeHandle handle) => Add(new Entry(handle, Owned: true, OnSent: null, OnDropped: null));

    /// <summary>
    /// Adds a handle whose owner moves: <paramref name="onSent"/> runs once the message is on its way, <paramref name="onDropped"/> if it is
    /// dropped instead; exactly one of the two. Returns its index.
    /// </summary>
    public int Move(SafeHandle handle, Action onSent, Action? onDropped = null) => Add(new Entry(handle, Owned: false, onSent, onDropped));

    /// <summary>The message was handed to the kernel whole: moved owners let go of theirs.</summary>
    public void CompleteSent() => Finish(0, wasSent: true);

    /// <summary>Drops the handles from index <paramref name="count"/> on, as if their message had been dropped.</summary>
    public void Truncate(int count) => Finish(count, wasSent: false);

    /// <summary>Closes what was made for this message alone, and tells moved owners that they keep theirs. Safe to call twice.</summary>
    public void Dispose() => Finish(0, wasSent: false);

    private void Finish(int first, bool wasSent)
    {
        if (first >= _entries.Count)
        {
            return;
        }

        for (int i = first; i < _entries.Count; i++)
        {
            Entry entry = _entries[i];
            (wasSent ? entry.OnSent : entry.OnDropped)?.Invoke();
            if (entry.Owned)
            {
                entry.Handle.Dispose();
            }
        }

        _entries.RemoveRange(first, _entries.Count - first);
    }

    private int Add(Entry entry)
    {
        if (_entries.Count == MaxCount)
        {
            throw new MessageSerializationException(
                $"One message can carry at most {MaxCount} native handles (connections, queues, locks, shared blocks); send the rest in a further message.");
        }

        _entries.Add(entry);
        return _entries.Count - 1;
    }

    private readonly record struct Entry(SafeHandle Handle, bool Owned, Action? OnSent, Action? OnDropped);
}
