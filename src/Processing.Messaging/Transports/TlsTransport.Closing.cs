using System.Diagnostics.CodeAnalysis;

namespace Processing.Messaging;

internal sealed partial class TlsTransport
{
    // A peer that does not read holds up the notice behind what it did not read. This is how long it has to.
    private static readonly TimeSpan s_longestFarewell = TimeSpan.FromSeconds(30);

    private Task? _farewell; // close_notify on its way; written by the sender, or by closing

    /// <inheritdoc/>
    public override void CompleteSending()
    {
        ThrowIfClosed();
        MarkSendingCompleted();
        _farewell ??= SayFarewellAsync();
    }

    /// <inheritdoc/>
    protected override void CloseCore()
    {
        // After a failure the peer must not take what it has for all there was. In the middle of a message there is nothing to say either.
        bool isOrderly = CloseReason is null && Interlocked.CompareExchange(ref _sender, 1, 0) == 0;
        if (isOrderly)
        {
            _farewell ??= SayFarewellAsync();
        }

        if (isOrderly && !_farewell!.IsCompleted && Volatile.Read(ref _receivers) == 0) // set just now
        {
            _farewell = ReleaseAfterAsync(_farewell);
        }
        else
        {
            Release();
        }
    }

    /// <summary>Sends close_notify; completes at once unless the peer leaves no room for it.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Without a peer there is nobody to tell, and what the failure means for others they find out themselves.")]
    private async Task SayFarewellAsync()
    {
        try
        {
            Task notice;
            lock (_cipher)
            {
                notice = _stream.ShutdownAsync();
            }

            await notice.ConfigureAwait(false);
            _inner.CompleteSending();
        }
        catch (Exception error)
        {
            SetCloseReason(error);
        }
    }

    private async Task ReleaseAfterAsync(Task farewell)
    {
        await farewell.WaitAsync(s_longestFarewell).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Release();
    }

    private void Release()
    {
        _inner.Dispose();
        _stream.Dispose();
    }
}
