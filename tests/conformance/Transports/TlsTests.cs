using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

[SuppressMessage("Security", "CA5359", Justification = "The tests look at what the peer does.")]
public sealed class TlsTests : CleanTestBase
{
    protected override int? DescriptorTolerance => 12;

    [Fact]
    public async Task Handshake_BlockingForm_WorksToo()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var deadline = Deadline.After(UnexpectedTimeout);
        var serving = TransportCalls.RunAsync(() => Task.FromResult(Tls.AuthenticateAsServer(server, new TlsSettings(), deadline, CancellationToken.None)));
        using var first = Tls.AuthenticateAsClient(client, new TlsSettings(), deadline, CancellationToken.None);
        using var second = await serving.WaitAsync(UnexpectedTimeout);
        first.Send([1, 2], default, handles: null, CancellationToken.None);
        Assert.Equal([1, 2], await new TransportCalls(CallForm.Blocking).ReceiveExactlyAsync(second, 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_PeerIsNotTls_Fails(bool isServer)
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        using (client)
        using (server)
        {
            var (ours, theirs) = isServer ? (server, client) : (client, server);
            theirs.Send("GET / HTTP/1.1\r\n\r\n"u8, default, handles: null, CancellationToken.None);
            var error = await Assert.ThrowsAsync<PeerAuthenticationException>(() => Authenticate(ours, isServer, CancellationToken.None).WaitAsync(UnexpectedTimeout));
            Assert.Equal(AuthenticationFailure.TlsFailed, error.Reason);
            Assert.True(ours.IsClosed);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_PeerEndsInTheMiddle_Fails(bool isServer)
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        using (client)
        using (server)
        {
            var (ours, theirs) = isServer ? (server, client) : (client, server);
            theirs.Send([22, 3, 1, 2, 0, 1], default, handles: null, CancellationToken.None); // the start of a record
            theirs.Dispose();
            await Assert.ThrowsAsync<PeerAuthenticationException>(() => Authenticate(ours, isServer, CancellationToken.None).WaitAsync(UnexpectedTimeout));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Handshake_PeerIsSilent_EndsWithTheTokenOrTheDeadline(bool isServer)
    {
        for (int i = 0; i < 2; i++)
        {
            var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
            using (client)
            using (server)
            {
                var ours = isServer ? server : client;
                if (i == 0)
                {
                    using var source = new CancellationTokenSource();
                    var authenticating = Authenticate(ours, isServer, source.Token);
                    await source.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => authenticating.WaitAsync(UnexpectedTimeout));
                }
                else
                {
                    var deadline = Deadline.After(TimeSpan.FromMilliseconds(20));
                    await Assert.ThrowsAsync<TimeoutException>(() => TransportCalls.RunAsync(() => Task.FromResult(isServer
                        ? Tls.AuthenticateAsServer(ours, new TlsSettings(), deadline, CancellationToken.None)
                        : Tls.AuthenticateAsClient(ours, new TlsSettings(), deadline, CancellationToken.None))).WaitAsync(UnexpectedTimeout));
                }

                Assert.True(ours.IsClosed);
            }
        }
    }

    [Fact]
    public async Task Handshake_OlderTls_IsRefused()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var serving = Authenticate(server, isServer: true, CancellationToken.None);
        await using var stream = new SslStream(new TransportStream(client));
        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "x", EnabledSslProtocols = SslProtocols.Tls12, RemoteCertificateValidationCallback = (_, _, _, _) => true }));
        client.Dispose();
        Assert.Equal(AuthenticationFailure.TlsFailed, (await Assert.ThrowsAsync<PeerAuthenticationException>(() => serving.WaitAsync(UnexpectedTimeout))).Reason);
    }

    [Fact]
    public async Task Handshake_ClientWithoutCertificate_IsRefused()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var serving = Authenticate(server, isServer: true, CancellationToken.None);
        await using var stream = new SslStream(new TransportStream(client));
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "x", EnabledSslProtocols = SslProtocols.Tls13, RemoteCertificateValidationCallback = (_, _, _, _) => true });
        Assert.Equal(AuthenticationFailure.TlsFailed, (await Assert.ThrowsAsync<PeerAuthenticationException>(() => serving.WaitAsync(UnexpectedTimeout))).Reason);
        client.Dispose();
    }

    [Fact]
    public async Task Handshake_OwnCertificateAndValidation_AreUsed()
    {
        using var certificate = CreateCertificate("CN=ours");
        string? seen = null;
        var settings = new TlsSettings
        {
            Validation = (_, shown, _, _) =>
            {
                seen = shown?.Subject;
                return true;
            },
        };
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var serving = Tls.AuthenticateAsServerAsync(server, new TlsSettings { Certificate = certificate }, CancellationToken.None).AsTask();
        using (var first = await Tls.AuthenticateAsClientAsync(client, settings, CancellationToken.None))
        using (var second = await serving)
        {
            Assert.Equal("CN=ours", seen);
            Assert.True(first.Binding.Remote.Span.SequenceEqual(SHA256.HashData(certificate.RawData)));
        }

        (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        serving = Tls.AuthenticateAsServerAsync(server, new TlsSettings { Validation = (_, _, _, _) => false }, CancellationToken.None).AsTask();
        var connecting = Tls.AuthenticateAsClientAsync(client, new TlsSettings(), CancellationToken.None).AsTask();
        await Assert.ThrowsAsync<PeerAuthenticationException>(() => serving.WaitAsync(UnexpectedTimeout));
        try
        {
            // The client may have finished before it heard that its certificate was refused; then it hears it when it receives.
            using var refused = await connecting.WaitAsync(UnexpectedTimeout);
            await Assert.ThrowsAsync<ConnectionClosedException>(() => new TransportCalls(CallForm.Async).ReceiveAsync(refused));
        }
        catch (PeerAuthenticationException)
        {
            Assert.True(client.IsClosed);
        }
    }

    [Theory]
    [InlineData(CallForm.Blocking)]
    [InlineData(CallForm.Async)]
    public async Task Receive_CutOffWithoutNotice_IsAFailureAndNoEnd(CallForm form)
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var (first, second) = await Endpoints.EncryptAsync((client, server));
        using (first)
        using (second)
        {
            await new TransportCalls(form).SendAsync(first, new byte[] { 1 });
            client.Dispose(); // below TLS, as somebody between the two could
            Assert.Equal([1], await new TransportCalls(form).ReceiveAsync(second));
            var error = await Assert.ThrowsAsync<ConnectionClosedException>(() => new TransportCalls(form).ReceiveAsync(second));
            Assert.Contains("cut off", error.Message, StringComparison.Ordinal);
            Assert.NotNull(second.CloseReason);
        }
    }

    [Fact]
    public async Task Receive_ChangedRecord_IsAFailure()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var (first, second) = await Endpoints.EncryptAsync((client, server));
        using (first)
        using (second)
        {
            client.Send([23, 3, 3, 0, 20], new byte[20], handles: null, CancellationToken.None);
            await Assert.ThrowsAsync<ConnectionClosedException>(() => new TransportCalls(CallForm.Async).ReceiveAsync(second));
            Assert.True(second.IsClosed);
        }
    }

    [Fact]
    public async Task Receive_RecordInPieces_NeverBlocksALook()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var (first, second) = await Endpoints.EncryptAsync((client, server));
        using (first)
        using (second)
        {
            client.Send([23], default, handles: null, CancellationToken.None); // no whole record ever
            Assert.True(server.WaitToReceive(Deadline.After(UnexpectedTimeout), CancellationToken.None));
            Assert.False(second.TryReceive(out _));
            Assert.False(second.WaitToReceive(Deadline.After(TimeSpan.FromMilliseconds(5)), CancellationToken.None));
            using var source = new CancellationTokenSource();
            var reading = second.Input.ReadAsync(source.Token).AsTask();
            var writing = second.SendAsync(new(new byte[] { 5 }), handles: null, CancellationToken.None); // the other direction goes on
            Assert.Equal([5], await new TransportCalls(CallForm.Async).ReceiveAsync(first));
            await writing;
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        }
    }

    [Fact]
    public async Task Dispose_PeerDoesNotRead_SaysFarewellBehindAll()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.NewUnix());
        var (first, second) = await Endpoints.EncryptAsync((client, server));
        using (second)
        {
            int sent = 0;
            using var source = new CancellationTokenSource();
            while (first.WaitToSend(Deadline.After(TimeSpan.Zero), CancellationToken.None))
            {
                first.Send(new byte[10_000], default, handles: null, CancellationToken.None);
                sent += 10_000;
            }

            first.Dispose();
            Assert.Equal(sent, (await TransportCalls.RunAsync(() => new TransportCalls(CallForm.Async).ReceiveExactlyAsync(second, int.MaxValue)).WaitAsync(UnexpectedTimeout)).Length);
            Assert.Null(second.CloseReason);
        }
    }

    [Fact]
    public async Task Send_OneMessage_IsOneRecord()
    {
        var (client, server) = await Endpoints.ConnectAsync(ProcessAddress.AnyTcp);
        var (first, _) = await Endpoints.EncryptAsync((client, server));
        using (first)
        using (server)
        {
            while (server.TryReceive(out var earlier))
            {
                server.Input.AdvanceTo(earlier.Buffer.End);
            }

            first.Send([1, 2, 3, 4], new byte[1000], handles: null, CancellationToken.None);
            byte[] header = await new TransportCalls(CallForm.Async).ReceiveExactlyAsync(server, 5);
            int length = (header[3] << 8) | header[4];
            Assert.InRange(length, 1004, 1004 + 64);
        }
    }

    private static Task<TlsTransport> Authenticate(Transport transport, bool isServer, CancellationToken cancellationToken) => isServer
        ? Tls.AuthenticateAsServerAsync(transport, new TlsSettings(), cancellationToken).AsTask()
        : Tls.AuthenticateAsClientAsync(transport, new TlsSettings(), cancellationToken).AsTask();

    private static X509Certificate2 CreateCertificate(string subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    }
}
