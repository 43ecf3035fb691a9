using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Polly;
using Polly.Retry;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Listening;

/// <summary>What addresses and options allow, and what those in between can do.</summary>
public sealed class SecurityTests : CleanTestBase
{
    private static readonly AuthKey s_key = AuthKey.Generate();

    public static TheoryData<string> Foreign => ["tcp://0.0.0.0:0", "tcp://[::]:0", "tls://0.0.0.0:0"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void Listen_AnonymousForOtherMachines_IsRefused(string address)
    {
        Assert.Throws<ArgumentException>(() => new Listener(address, new ListenerOptions { AllowAnonymous = true }));
        Assert.Throws<ArgumentException>(() => new Listener(address, new ListenerOptions { AllowAnonymous = true, AllowUnencrypted = true }));
    }

    [Fact]
    public void Listen_Contradictions_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Listener(new ListenerOptions { Keys = [] }));
        Assert.Throws<ArgumentException>(() => new Listener(new ListenerOptions { Keys = [null!] }));
        Assert.Throws<ArgumentException>(() => new Listener(new ListenerOptions { Keys = [s_key], AllowAnonymous = true }));
        Assert.Throws<ArgumentException>(() => new Listener("tls://127.0.0.1:0", new ListenerOptions { Protocol = HandshakeMode.Python }));
        Assert.Throws<ArgumentException>(() => new Listener(new ListenerOptions { CertificateValidation = Only(CreateCertificate("x")) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { Backlog = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { MaxPendingHandshakes = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { MaxConnections = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { MaxConnectionsPerAddress = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { HandshakeTimeout = Timeout.InfiniteTimeSpan }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { Protocol = (HandshakeMode)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Listener(new ListenerOptions { Heartbeat = TimeSpan.FromSeconds(1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.Connect("inproc:x", new ClientOptions { Timeout = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Client.Connect("inproc:x", new ClientOptions { Timeout = TimeSpan.MaxValue }));
        Assert.Throws<FormatException>(() => new Listener("http://127.0.0.1"));
    }

    [Fact]
    public async Task Listen_Anonymous_LetsAnybodyInAndSaysSo()
    {
        using var log = new RecordingLoggerFactory();
        await using var listener = new Listener(new ListenerOptions { AllowAnonymous = true, LoggerFactory = log });
        await using var client = await Client.ConnectAsync(listener.Address, new ClientOptions { AllowAnonymous = true }).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        await client.SendAsync(3);
        Assert.Equal(3, await server.ReceiveAsync<int>());
        Assert.Contains(log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("AllowAnonymous", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Listen_NoOptions_TakesTheKeyOfThisProcess()
    {
        await using var listener = new Listener();
        Assert.IsType<UnixAddress>(listener.Address);
        await using var client = await Client.ConnectAsync(listener.Address).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Connect_OneEndUnencrypted_Fails()
    {
        await using var listener = new Listener(ProcessAddress.AnyTcp, new ListenerOptions { Keys = [s_key] });
        var error = await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [s_key], AllowUnencrypted = true }).AsTask()).WaitAsync(UnexpectedTimeout);
        Assert.NotEqual(AuthenticationFailure.None, error.Reason);
    }

    [Theory]
    [InlineData(HandshakeMode.Native, HandshakeMode.Python)]
    [InlineData(HandshakeMode.Python, HandshakeMode.Native)]
    public async Task Connect_EndsSpeakDifferentHandshakes_BothSayWhatTheyCan(HandshakeMode ofListener, HandshakeMode ofClient)
    {
        var time = new ManualTime();
        await using var listener = new Listener(new ListenerOptions { Keys = [s_key], Protocol = ofListener, TimeProvider = time });
        var failures = new Failures(listener);
        var connecting = Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [s_key], Protocol = ofClient }).AsTask();
        if (ofListener == HandshakeMode.Native)
        {
            // Each waits for the other's first word.
            Assert.True(SpinWait.SpinUntil(() => time.Timers > 0, UnexpectedTimeout));
            time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal(AuthenticationFailure.TimedOut, failures.Take(UnexpectedTimeout).Reason);
        }

        var error = await Assert.ThrowsAsync<PeerAuthenticationException>(() => connecting).WaitAsync(UnexpectedTimeout);
        Assert.Contains(error.Reason, new[] { AuthenticationFailure.WrongProtocol, AuthenticationFailure.PeerClosed });
    }

    [Fact]
    public async Task Relay_EndsTheEncryptionInBetween_FailsForBothHonestEnds()
    {
        // The relay has a certificate of its own on either side and knows all but the key.
        await using var listener = new Listener(ProcessAddress.AnyTcp, new ListenerOptions { Keys = [s_key] });
        var failures = new Failures(listener);
        using var ofRelay = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 8);
        var relaying = RelayAsync(ofRelay, listener.Address);
        var error = await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(ofRelay.Address, new ClientOptions { Keys = [s_key] }).AsTask()).WaitAsync(UnexpectedTimeout);
        Assert.Equal(AuthenticationFailure.Refused, error.Reason);
        Assert.Equal(AuthenticationFailure.WrongKey, failures.Take(UnexpectedTimeout).Reason);
        await relaying.WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Relay_TakesTheEncryptionOff_FailsForBothHonestEnds()
    {
        // The client speaks TLS, and the listener was told that it need not.
        await using var listener = new Listener(ProcessAddress.AnyTcp, new ListenerOptions { Keys = [s_key], AllowUnencrypted = true });
        var failures = new Failures(listener);
        using var ofRelay = TransportEndpoint.Listen(ProcessAddress.AnyTcp, 8);
        var relaying = RelayAsync(ofRelay, listener.Address, isPlainThere: true);
        await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(ofRelay.Address, new ClientOptions { Keys = [s_key] }).AsTask()).WaitAsync(UnexpectedTimeout);
        Assert.Equal(AuthenticationFailure.ChannelMismatch, failures.Take(UnexpectedTimeout).Reason);
        await relaying.WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Certificate_OfTheUser_IsShownAndJudged()
    {
        using var certificate = CreateCertificate("processing.example");
        var seen = new List<string>();
        await using var listener = new Listener("tls://127.0.0.1:0", new ListenerOptions { Keys = [s_key], Certificate = certificate });
        await using var client = await Client.ConnectAsync(listener.Address, new ClientOptions
        {
            Keys = [s_key],
            CertificateValidation = (_, shown, _, _) =>
            {
                seen.Add(shown!.Subject);
                return shown.GetRawCertData().AsSpan().SequenceEqual(certificate.RawData);
            },
        }).AsTask().WaitAsync(UnexpectedTimeout);
        Assert.Equal(["CN=processing.example"], seen);
    }

    [Fact]
    public async Task Certificate_NotAccepted_FailsOnBothSides()
    {
        await using var listener = new Listener("tls://127.0.0.1:0", new ListenerOptions { Keys = [s_key], CertificateValidation = (_, _, _, _) => false });
        var failures = new Failures(listener);
        await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [s_key] }).AsTask()).WaitAsync(UnexpectedTimeout);
        Assert.Equal(AuthenticationFailure.TlsFailed, failures.Take(UnexpectedTimeout).Reason);

        await using var second = new Listener("tls://127.0.0.1:0", new ListenerOptions { Keys = [s_key] });
        var error = await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(second.Address, new ClientOptions { Keys = [s_key], CertificateValidation = (_, _, _, _) => false }).AsTask())
            .WaitAsync(UnexpectedTimeout);
        Assert.Equal(AuthenticationFailure.TlsFailed, error.Reason);
    }

    [Fact]
    public async Task Certificates_InsteadOfAKey_LetInWhomTheyShall()
    {
        using var ofServer = CreateCertificate("server");
        using var ofClient = CreateCertificate("client");
        await using var listener = new Listener("tls://127.0.0.1:0", new ListenerOptions
        {
            AllowAnonymous = true,
            Certificate = ofServer,
            CertificateValidation = Only(ofClient),
        });
        await using var client = await Client.ConnectAsync(listener.Address, new ClientOptions
        {
            AllowAnonymous = true,
            Certificate = ofClient,
            CertificateValidation = Only(ofServer),
        }).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        Assert.True(server.Peer?.Address is TcpAddress { Host: "127.0.0.1" });
    }

    [Fact]
    public void Connect_NobodyThere_IsTriedAgainAndThenFails()
    {
        int attempts = 0;
        var address = ProcessAddress.NewUnix();
        var options = new ClientOptions
        {
            Retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 3,
                Delay = TimeSpan.Zero,
                OnRetry = _ =>
                {
                    attempts++;
                    return default;
                },
            }).Build(),
        };
        var error = Assert.Throws<ConnectFailedException>(() => Client.Connect(address, options));
        Assert.Equal((3, ConnectFailedReason.NobodyListens), (attempts, error.Reason));
        Assert.Throws<ConnectFailedException>(() => Client.Connect(address)); // by the default, which gives up after less than a second
    }

    [Fact]
    public async Task Connect_ListenerComesLater_IsFoundByTheRetries()
    {
        var address = ProcessAddress.NewUnix();
        Listener? listener = null;
        var options = new ClientOptions
        {
            Keys = [s_key],
            Retry = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
            {
                Delay = TimeSpan.Zero,
                OnRetry = _ =>
                {
                    listener ??= new Listener(address, new ListenerOptions { Keys = [s_key] });
                    return default;
                },
            }).Build(),
        };
        await using var client = await Client.ConnectAsync(address, options).AsTask().WaitAsync(UnexpectedTimeout);
        await listener!.DisposeAsync();
    }

    [Fact]
    public async Task Connect_SilentListener_EndsByTheTimeout()
    {
        using var silent = TransportEndpoint.Listen(ProcessAddress.NewUnix(), 8);
        var options = new ClientOptions { Keys = [s_key], Timeout = ExpectedTimeout };
        Assert.Throws<TimeoutException>(() => Client.Connect(silent.Address, options));
        await Assert.ThrowsAsync<TimeoutException>(() => Client.ConnectAsync(silent.Address, options).AsTask()).WaitAsync(UnexpectedTimeout);
        using var source = new CancellationTokenSource();
        var connecting = Client.ConnectAsync(silent.Address, new ClientOptions { Keys = [s_key] }, source.Token).AsTask();
        source.Cancel();
        var canceled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => connecting).WaitAsync(UnexpectedTimeout);
        Assert.Equal(source.Token, canceled.CancellationToken);
    }

    [Fact]
    public async Task Connect_MoreFromOneHostThanAllowed_AreRefused()
    {
        await using var listener = new Listener(
            ProcessAddress.AnyTcp, new ListenerOptions { Keys = [s_key], AllowUnencrypted = true, MaxConnections = 5, MaxConnectionsPerAddress = 1 });
        var failures = new Failures(listener);
        var options = new ClientOptions { Keys = [s_key], AllowUnencrypted = true };
        await using var first = await Client.ConnectAsync(listener.Address, options).AsTask().WaitAsync(UnexpectedTimeout);
        await using var ofFirst = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);

        // It has the key, so it learns only afterwards that there is no place for it.
        await using var second = await Client.ConnectAsync(listener.Address, options).AsTask().WaitAsync(UnexpectedTimeout);
        Assert.Equal(AuthenticationFailure.TooManyConnections, failures.Take(UnexpectedTimeout).Reason);
        Assert.False((await second.TryReceiveAsync<int>().AsTask().WaitAsync(UnexpectedTimeout)).HasValue);

        await ofFirst.DisposeAsync();
        await using var third = await Client.ConnectAsync(listener.Address, options).AsTask().WaitAsync(UnexpectedTimeout);
        await using var ofThird = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
    }

    [Fact]
    public async Task Handshakes_AreCountedByOutcome()
    {
        var counted = new System.Collections.Concurrent.ConcurrentDictionary<string, long>();
        using var meters = new System.Diagnostics.Metrics.MeterListener();
        meters.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == DiagnosticNames.Messaging)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.AddOrUpdate(
            tags.Length == 0 ? instrument.Name : $"{instrument.Name} {tags[0].Value}", value, (_, before) => before + value));
        meters.Start();

        await using var listener = new Listener(new ListenerOptions { Keys = [s_key] });
        await Assert.ThrowsAsync<PeerAuthenticationException>(
            () => Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [AuthKey.Generate()] }).AsTask()).WaitAsync(UnexpectedTimeout);
        await using var client = await Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [s_key] }).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        Assert.True(counted.GetValueOrDefault(DiagnosticNames.AcceptedConnections) >= 1);
        Assert.True(counted.GetValueOrDefault($"{DiagnosticNames.HandshakeFailures} {AuthenticationFailure.UnknownKey}") >= 1);
        Assert.True(counted.GetValueOrDefault($"{DiagnosticNames.HandshakeFailures} {AuthenticationFailure.Refused}") >= 1);
    }

    [Fact]
    public async Task Handshake_LoggerThrows_TheListenerGoesOn()
    {
        using var log = new RecordingLoggerFactory { Fails = true };
        await using var listener = new Listener(new ListenerOptions { Keys = [s_key], LoggerFactory = log });
        await using var client = await Client.ConnectAsync(listener.Address, new ClientOptions { Keys = [s_key] }).AsTask().WaitAsync(UnexpectedTimeout);
        await using var server = await listener.AcceptAsync().AsTask().WaitAsync(UnexpectedTimeout);
        Assert.NotEmpty(log.Lines);
    }

    [Fact]
    public async Task Listen_LoopbackByDefault_OtherInterfacesAreClosed()
    {
        await using var listener = new Listener(ProcessAddress.AnyTcp, new ListenerOptions { Keys = [s_key] });
        var address = Assert.IsType<TcpAddress>(listener.Address);
        Assert.NotEqual(0, address.Port);
        string line = File.ReadLines("/proc/net/tcp").Single(line => line.Contains($":{address.Port:X4} 00000000:0000 0A", StringComparison.Ordinal));
        Assert.Contains($"{BitConverter.ToUInt32(IPAddress.Loopback.GetAddressBytes()):X8}:{address.Port:X4}", line, StringComparison.Ordinal);
    }

    private static RemoteCertificateValidationCallback Only(X509Certificate2 expected)
        => (_, shown, _, _) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(expected.RawData);

    private static X509Certificate2 CreateCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    private static async Task RelayAsync(TransportListener listener, ProcessAddress target, bool isPlainThere = false)
    {
        using var certificate = CreateCertificate("relay");
        var settings = new TlsSettings { Certificate = certificate };
        using Transport client = await Tls.AuthenticateAsServerAsync(await listener.AcceptAsync(CancellationToken.None), settings, CancellationToken.None);
        var plain = await TransportEndpoint.ConnectAsync(target, CancellationToken.None);
        using Transport server = isPlainThere ? plain : await Tls.AuthenticateAsClientAsync(plain, settings, CancellationToken.None);
        await Task.WhenAny(ForwardAsync(client, server), ForwardAsync(server, client));
    }

    private static async Task ForwardAsync(Transport from, Transport to)
    {
        while (true)
        {
            var result = await from.Input.ReadAsync();
            if (result.Buffer.IsEmpty && result.IsCompleted)
            {
                return;
            }

            await to.SendAsync(result.Buffer, handles: null, CancellationToken.None);
            from.Input.AdvanceTo(result.Buffer.End);
        }
    }
}
