using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Processing.Messaging;

/// <summary>The queue in the process that created it: calls go straight to the core.</summary>
internal sealed class HomeEndpoint(QueueDescription description) : QueueEndpoint(description)
{
    private static readonly ReceivedHandles s_noHandles = new([]);

    private readonly QueueCore _core = new(description);
    private IReadOnlyCollection<QueueClientSession> _ended = []; // written by the one call that ended the queue

    /// <inheritdoc/>
    public override QueueDraft CreateDraft(PutMode mode) => new(mode, id: 0);

    /// <inheritdoc/>
    public override bool Put(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new LocalTicket(isGet: false, isAsync: false) { Item = CreateItem(draft) };
        bool isStored = false;
        try
        {
            isStored = Run(ticket, draft.Mode != PutMode.Try, deadline, cancellationToken);
        }
        finally
        {
            Conclude(draft, ticket, isStored);
        }

        return isStored;
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> PutAsync(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new LocalTicket(isGet: false, isAsync: true) { Item = CreateItem(draft) };
        bool isStored = false;
        try
        {
            isStored = await RunAsync(ticket, draft.Mode != PutMode.Try, deadline, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Conclude(draft, ticket, isStored);
        }

        return isStored;
    }

    /// <inheritdoc/>
    public override QueueItem? Get(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new LocalTicket(isGet: true, isAsync: false);
        return Run(ticket, !deadline.HasPassed, deadline, cancellationToken) ? ticket.Item : null;
    }

    /// <inheritdoc/>
    public override async ValueTask<QueueItem?> GetAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var ticket = new LocalTicket(isGet: true, isAsync: true);
        bool isServed = await RunAsync(ticket, !deadline.HasPassed, deadline, cancellationToken).ConfigureAwait(false);
        return isServed ? ticket.Item : null;
    }

    /// <inheritdoc/>
    public override int GetCount() => _core.Count;

    /// <inheritdoc/>
    public override void WriteConnection(ref MessageWriter writer)
    {
        var (mine, theirs) = Libc.CreateSocketPair();
        try
        {
            _core.Attach(mine);
            writer.GiveHandle(theirs);
        }
        catch
        {
            theirs.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        var sessions = _core.End();
        if (sessions.Count > 0)
        {
            _ended = sessions;
        }

        foreach (var session in sessions)
        {
            session.Dispose();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        Dispose();
        foreach (var session in _ended)
        {
            await session.Finished.ConfigureAwait(false);
        }
    }

    /// <summary>The item as it is stored: its bytes, and duplicates of its handles, for the caller's own close with the draft.</summary>
    private static QueueItem CreateItem(QueueDraft draft)
    {
        bool isOnePiece = draft.Message.TryGetFrame(out var frame, out int headerLength);
        var bytes = isOnePiece ? frame[headerLength..].ToArray() : draft.Message.GetFrame(headerLength).Slice(headerLength).ToArray();
        return new QueueItem(new ReadOnlySequence<byte>(bytes), draft.Handles.Count == 0 ? s_noHandles : Duplicate(draft.Handles));
    }

    private static ReceivedHandles Duplicate(PassedHandles handles)
    {
        var duplicates = new SafeFileHandle[handles.Count];
        int count = 0;
        try
        {
            for (; count < duplicates.Length; count++)
            {
                duplicates[count] = Libc.Duplicate(handles[count]);
            }
        }
        catch
        {
            new ReceivedHandles(duplicates[..count]).Dispose();
            throw;
        }

        return new ReceivedHandles(duplicates);
    }

    private static void Conclude(QueueDraft draft, LocalTicket ticket, bool isStored)
    {
        if (isStored)
        {
            draft.Accept();
        }
        else
        {
            ticket.Item?.Dispose();
        }
    }

    private bool Run(LocalTicket ticket, bool waits, Deadline deadline, CancellationToken cancellationToken)
    {
        if (TryEnter(ticket, waits, out bool isServed))
        {
            return isServed;
        }

        while (!ticket.IsDone && !deadline.HasPassed && !cancellationToken.IsCancellationRequested)
        {
            ticket.Waiter.Wait(deadline, cancellationToken);
        }

        return Leave(ticket, cancellationToken);
    }

    private async ValueTask<bool> RunAsync(LocalTicket ticket, bool waits, Deadline deadline, CancellationToken cancellationToken)
    {
        if (TryEnter(ticket, waits, out bool isServed))
        {
            return isServed;
        }

        await ticket.Waiter.WaitAsync(deadline, cancellationToken).ConfigureAwait(false);
        return Leave(ticket, cancellationToken);
    }

    /// <summary>True when the call is over already, served or not.</summary>
    private bool TryEnter(LocalTicket ticket, bool waits, out bool isServed)
    {
        lock (_core.Gate)
        {
            isServed = ticket.IsGet ? _core.GetLocked(ticket, waits) : _core.PutLocked(ticket, waits);
            return isServed || !waits;
        }
    }

    /// <summary>The end of a wait: what was served meanwhile counts, whatever ended it.</summary>
    private bool Leave(LocalTicket ticket, CancellationToken cancellationToken)
    {
        bool hasLeft;
        lock (_core.Gate)
        {
            hasLeft = _core.LeaveLocked(ticket);
            if (ticket.IsServed)
            {
                return true;
            }
        }

        if (!hasLeft)
        {
            throw CreateDisposedError();
        }

        cancellationToken.ThrowIfCancellationRequested();
        return false;
    }
}
