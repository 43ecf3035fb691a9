using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.ConformanceTests.Transports;

/// <summary>A process of another user at the other end. Each test has something to check only where this process may become another user.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class OtherUserTests : CleanTestBase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("processing-test-").FullName;

    private UnixAddress Address => new($"{_directory}/s");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        File.SetUnixFileMode(_directory, (UnixFileMode)Convert.ToInt32("755", 8));
    }

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Connect_ByAnotherUser_DoesNotReachTheSocket()
    {
        if (!OtherUser.IsAvailable)
        {
            return;
        }

        using var listener = TransportEndpoint.Listen(Address, 4);
        var error = await Assert.ThrowsAsync<ConnectFailedException>(() => OtherUser.RunAsync(Connect));
        Assert.Equal(ConnectFailedReason.NotPermitted, error.Reason);
    }

    [Fact]
    public async Task Accept_UserWhoIsNotAllowed_IsRefusedUnread()
    {
        if (!OtherUser.IsAvailable)
        {
            return;
        }

        using var listener = TransportEndpoint.Listen(Address, 4, new TransportOptions { AllowedUserIds = [12345] });
        var refused = new TaskCompletionSource<Exception>();
        listener.AcceptFailed = refused.SetResult;
        using var stranger = await OtherUser.RunAsync(Connect);
        stranger.Send([1, 2, 3], default, handles: null, CancellationToken.None);
        using var friend = TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None);
        using var accepted = listener.Accept(CancellationToken.None); // passes over the stranger
        Assert.Equal(0, accepted.Peer?.UserId);
        var error = Assert.IsType<PeerAuthenticationException>(await refused.Task.WaitAsync(UnexpectedTimeout));
        Assert.Equal(AuthenticationFailure.UserNotAllowed, error.Reason);
        Assert.Contains($"user {OtherUser.Id}", error.Message, StringComparison.Ordinal);
        Assert.Empty(await TransportCalls.RunAsync(() => new TransportCalls(CallForm.Blocking).ReceiveAsync(stranger)).WaitAsync(UnexpectedTimeout));
    }

    [Fact]
    public async Task Accept_UserWhoIsAllowed_IsLetIn()
    {
        if (!OtherUser.IsAvailable)
        {
            return;
        }

        using var listener = TransportEndpoint.Listen(Address, 4, new TransportOptions { AllowedUserIds = [OtherUser.Id] });
        using var client = await OtherUser.RunAsync(Connect);
        using var server = listener.Accept(CancellationToken.None);
        Assert.Equal(OtherUser.Id, server.Peer?.UserId);
    }

    [Fact]
    public async Task Connect_ToAListenerOfAnotherUser_IsRefused()
    {
        if (!OtherUser.IsAvailable)
        {
            return;
        }

        Assert.Equal(0, Own(_directory, OtherUser.Id, OtherUser.Id));
        using var listener = await OtherUser.RunAsync(() => TransportEndpoint.Listen(Address, 4));
        var error = Assert.Throws<PeerAuthenticationException>(() => Connect());
        Assert.Equal(AuthenticationFailure.UserNotAllowed, error.Reason);
        using var allowed = TransportEndpoint.Connect(
            Address, new TransportOptions { AllowedUserIds = [OtherUser.Id] }, Deadline.Never, CancellationToken.None);

        // Nor is it safe to listen where that user can swap the file.
        var unsafePlace = Assert.Throws<ProcessingException>(() => TransportEndpoint.Listen(new UnixAddress($"{_directory}/t"), 4));
        Assert.Contains($"belongs to user {OtherUser.Id}", unsafePlace.Message, StringComparison.Ordinal);
    }

    private Transport Connect() => TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Own(string path, int user, int group);
}
