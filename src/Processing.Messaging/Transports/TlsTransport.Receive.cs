using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Processing.Messaging;

internal sealed partial class TlsTransport
{
    private readonly Lock _cipher = new(); // held while reading, which never waits, and while making the notice of the end: OpenSSL takes no both at once
    private bool _mayHoldMore = true; // the stream may have bytes or records that were not asked for yet; of the receiver only
    private bool _hasEnded; // close_notify came; of the receiver only
    private int _receivers; // calls that receive or wait to; by Interlocked

    /// <inheritdoc/>
    public override bool WaitToReceive(Deadline deadline, CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (_mayHoldMore || _hasEnded)
        {
            return true; // a receive without waiting tells
        }

        return Guard(() => _records.Fill(deadline, cancellationToken));
    }

    /// <inheritdoc/>
    public override async ValueTask WaitToReceiveAsync(CancellationToken cancellationToken)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (_mayHoldMore || _hasEnded)
        {
            return;
        }

        EnterReceive();
        try
        {
            TrimInput();
            await _records.FillAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            throw Fail(error);
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <inheritdoc/>
    public override SafeHandle? PrepareToWait()
    {
        ThrowIfClosed();
        if (_mayHoldMore || _hasEnded || _records.TryFill())
        {
            return null;
        }

        TrimInput();
        var descriptor = _inner.PrepareToWait();
        if (descriptor is not null)
        {
            EnterReceive();
        }

        return descriptor;
    }

    /// <inheritdoc/>
    public override void EndWait()
    {
        ExitReceive();
        _inner.EndWait();
    }

    /// <inheritdoc/>
    internal override int Receive(Span<byte> buffer, bool wait)
    {
        EnterReceive();
        try
        {
            return ReceiveCore(buffer, wait);
        }
        finally
        {
            ExitReceive();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever breaks the stream is the reason this transport closes for.")]
    private int ReceiveCore(Span<byte> buffer, bool wait)
    {
        while (true)
        {
            ThrowIfClosed();
            if (_hasEnded)
            {
                return 0;
            }

            try
            {
                if (!_mayHoldMore && !_records.TryFill())
                {
                    if (!wait)
                    {
                        return -1;
                    }

                    _records.Fill();
                }

                if (!_mayHoldMore && _records.HasEnded)
                {
                    throw new ConnectionClosedException($"The stream of {this} was cut off: it ended without the peer saying so.");
                }

                int received;
                lock (_cipher)
                {
                    received = _stream.Read(buffer);
                }

                _mayHoldMore = received == buffer.Length;
                _hasEnded = received == 0;
                return received;
            }
            catch (NoRecordException)
            {
                _mayHoldMore = false; // what it had was of TLS itself, or nothing
            }
            catch (Exception error)
            {
                throw Fail(error);
            }
        }
    }

    private bool Guard(Func<bool> wait)
    {
        EnterReceive();
        try
        {
            TrimInput();
            return wait();
        }
        catch (Exception error) when (error is ProcessingException or ObjectDisposedException)
        {
            throw Fail(error);
        }
        finally
        {
            ExitReceive();
        }
    }

    /// <summary>Closes for a failure, and gives the error that the caller sees; an inner transport that closed knows the reason better.</summary>
    private Exception Fail(Exception error)
    {
        if (!IsClosed)
        {
            Abort(_inner.CloseReason ?? error);
        }

        return CreateClosedError();
    }

    private void EnterReceive() => Interlocked.Increment(ref _receivers);

    private void ExitReceive() => Interlocked.Decrement(ref _receivers);
}
