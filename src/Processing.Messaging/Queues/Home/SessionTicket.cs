namespace Processing.Messaging;

/// <summary>A request of a client.</summary>
internal sealed class SessionTicket(QueueClientSession session, bool isGet, long id, bool isQuiet) : QueueTicket(isGet)
{
    /// <summary>The client's number of the request.</summary>
    public long Id => id;

    /// <summary>True for a put that its client counts as done: it is not answered, and not forgotten when the client dies.</summary>
    public bool IsQuiet => isQuiet;

    /// <inheritdoc/>
    public override void EndLocked()
    {
        if (!IsGet)
        {
            Item?.Dispose(); // the session is closed, which is answer enough
        }
    }

    /// <inheritdoc/>
    protected override void OnServedLocked() => session.AnswerServedLocked(this);
}
