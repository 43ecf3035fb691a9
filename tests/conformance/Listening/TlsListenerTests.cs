using System.Net.Security;
using Processing.Messaging;

namespace Processing.ConformanceTests.Listening;

public sealed class TlsListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.AnyTcp; // TCP goes with TLS unless somebody says otherwise

    protected override byte[] HonestStart => [22, 3, 1, 2, 0, 1]; // of a record of 512 bytes

    [Fact]
    public async Task Handshake_StallBehindTls_ReleasesTlsToo()
    {
        SslStream? ofListener = null;
        var time = new ManualTime();
        var options = ForListener();
        options.TimeProvider = time;
        options.CertificateValidation = (stream, certificate, _, _) =>
        {
            Volatile.Write(ref ofListener, (SslStream)stream);
            return certificate is not null;
        };
        await using var listener = new Listener(NewAddress(), options);
        var failures = new Failures(listener);
        var connected = await ConnectRawAsync(listener);
        using var stranger = await Tls.AuthenticateAsClientAsync(connected, new TlsSettings(), CancellationToken.None).AsTask().WaitAsync(UnexpectedTimeout);
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ofListener) is { IsAuthenticated: true }, UnexpectedTimeout));
        time.Advance(options.HandshakeTimeout);
        Assert.Equal(AuthenticationFailure.TimedOut, failures.Take(UnexpectedTimeout).Reason);
        Assert.False(ofListener!.IsAuthenticated); // it is disposed
        await AssertEndAsync(stranger);
    }
}
