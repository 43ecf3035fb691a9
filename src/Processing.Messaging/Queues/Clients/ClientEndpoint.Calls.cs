namespace Processing.Messaging;

internal sealed partial class ClientEndpoint
{
    /// <inheritdoc/>
    public override bool Put(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken)
    {
        Lend(draft);
        if (draft.Mode == PutMode.Quiet)
        {
            Send(draft.Message, request: null, Deadline.Never, cancellationToken);
            return Conclude(draft, isStored: true, cancellationToken);
        }

        var request = Open(draft.Id, isAsync: false);
        if (!Send(draft.Message, request, LimitOf(draft, deadline), cancellationToken))
        {
            return false;
        }

        if (!WaitForAnswer(request, LimitOf(draft, deadline), cancellationToken))
        {
            // The item may be stored by now. Only the home knows, so its word is waited for: a put that fails has put nothing.
            using (var withdrawal = CreateMessage(ClientMessageKind.Withdraw, request.Id))
            {
                Send(withdrawal);
            }

            WaitForAnswer(request, Deadline.Never, CancellationToken.None);
        }

        return Conclude(draft, IsStored(request), cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask<bool> PutAsync(QueueDraft draft, Deadline deadline, CancellationToken cancellationToken)
    {
        Lend(draft);
        if (draft.Mode == PutMode.Quiet)
        {
            await SendAsync(draft.Message, request: null, Deadline.Never, cancellationToken).ConfigureAwait(false);
            return Conclude(draft, isStored: true, cancellationToken);
        }

        var request = Open(draft.Id, isAsync: true);
        if (!await SendAsync(draft.Message, request, LimitOf(draft, deadline), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (!await WaitForAnswerAsync(request, LimitOf(draft, deadline), cancellationToken).ConfigureAwait(false))
        {
            using (var withdrawal = CreateMessage(ClientMessageKind.Withdraw, request.Id))
            {
                await SendAsync(withdrawal).ConfigureAwait(false);
            }

            await WaitForAnswerAsync(request, Deadline.Never, CancellationToken.None).ConfigureAwait(false);
        }

        return Conclude(draft, IsStored(request), cancellationToken);
    }

    /// <inheritdoc/>
    public override QueueItem? Get(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool waits = !deadline.HasPassed;
        var limit = waits ? deadline : Deadline.Never; // one that does not wait for an item still waits for the answer
        var request = Open(NextId(), isAsync: false);
        using (var get = CreateGet(request.Id, waits))
        {
            if (!Send(get, request, limit, cancellationToken))
            {
                return null;
            }
        }

        if (!WaitForAnswer(request, limit, cancellationToken) && TryAbandon(request))
        {
            // An item may be on its way. The home takes it back when it reads this, and whoever reads here drops it.
            using var withdrawal = CreateMessage(ClientMessageKind.Withdraw, request.Id);
            Send(withdrawal);
            PassReadingOn();
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        if (TakeItem(request) is not { } item)
        {
            return null;
        }

        using var acknowledgement = CreateMessage(ClientMessageKind.Taken, request.Id);
        try
        {
            Send(acknowledgement);
            return item;
        }
        catch
        {
            item.Dispose(); // the home still has it, or has ended
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<QueueItem?> GetAsync(Deadline deadline, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool waits = !deadline.HasPassed;
        var limit = waits ? deadline : Deadline.Never;
        var request = Open(NextId(), isAsync: true);
        using (var get = CreateGet(request.Id, waits))
        {
            if (!await SendAsync(get, request, limit, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }

        if (!await WaitForAnswerAsync(request, limit, cancellationToken).ConfigureAwait(false) && TryAbandon(request))
        {
            using var withdrawal = CreateMessage(ClientMessageKind.Withdraw, request.Id);
            await SendAsync(withdrawal).ConfigureAwait(false);
            PassReadingOn();
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }

        if (TakeItem(request) is not { } item)
        {
            return null;
        }

        using var acknowledgement = CreateMessage(ClientMessageKind.Taken, request.Id);
        try
        {
            await SendAsync(acknowledgement).ConfigureAwait(false);
            return item;
        }
        catch
        {
            item.Dispose(); // the home still has it, or has ended
            throw;
        }
    }

    // A put that does not wait for room still waits for the answer.
    private static Deadline LimitOf(QueueDraft draft, Deadline deadline) => draft.Mode == PutMode.Try ? Deadline.Never : deadline;

    /// <summary>The message carries the item's handles, but what moves with them is settled only when the queue has accepted it.</summary>
    private static void Lend(QueueDraft draft)
    {
        for (int i = 0; i < draft.Handles.Count; i++)
        {
            draft.Message.Handles.Lend(draft.Handles[i]);
        }
    }

    private bool Conclude(QueueDraft draft, bool isStored, CancellationToken cancellationToken)
    {
        if (!isStored)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }

        CountPut(draft);
        draft.Accept();
        return true;
    }

    private bool IsStored(QueueRequest request) => request.Answer switch
    {
        HomeMessageKind.Stored => true,
        HomeMessageKind.Refused => false,
        _ => throw CreateEndedError(),
    };

    private QueueItem? TakeItem(QueueRequest request) => request.Answer switch
    {
        HomeMessageKind.Item => request.Item,
        HomeMessageKind.Refused => null,
        _ => throw CreateEndedError(),
    };
}
