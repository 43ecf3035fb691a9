using System.Net.Sockets;
using System.Runtime.Versioning;
using Processing.Messaging;

namespace Processing.ConformanceTests.Transports;

[UnsupportedOSPlatform("windows")]
public sealed class UnixListenerTests : ListenerTests
{
    private readonly string _directory = Directory.CreateTempSubdirectory("processing-test-").FullName;

    private UnixAddress Address => new($"{_directory}/s");

    public override async Task DisposeAsync()
    {
        Directory.Delete(_directory, recursive: true);
        await base.DisposeAsync();
    }

    private protected override ProcessAddress NewAddress() => ProcessAddress.NewUnix();

    [Fact]
    public void NewUnix_IsInTheDirectoryOfThisUser()
    {
        var address = ProcessAddress.NewUnix();
        Assert.StartsWith($"{RuntimeDirectory}/processing/", address.Path, StringComparison.Ordinal);
        Assert.NotEqual(address, ProcessAddress.NewUnix());
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Path.GetDirectoryName(address.Path)!));
    }

    [Fact]
    public void Listen_File_IsForItsOwnerAlone_AndGoesWithTheListener()
    {
        using var listener = TransportEndpoint.Listen(Address, 4);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Address.Path));
        Assert.Equal([Address.Path], Directory.GetFiles(_directory)); // no lock file is left
        listener.Dispose();
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public void Listen_FileOfADeadListener_IsReplaced()
    {
        LeaveStaleFile();
        using var listener = TransportEndpoint.Listen(Address, 4);
        using var client = TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None);
    }

    [Fact]
    public void Listen_WhereSomebodyListens_NamesTheProcess()
    {
        using var listener = TransportEndpoint.Listen(Address, 4);
        var error = Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(Address, 4));
        Assert.Equal(NativeError.EADDRINUSE, error.ErrorNumber);
        Assert.Contains($"process {Environment.ProcessId} ", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Address.Path));
    }

    [Fact]
    public void Listen_WhereAFileIsThatIsNoSocket_LeavesIt()
    {
        File.WriteAllText(Address.Path, "kept");
        Assert.Equal(NativeError.EADDRINUSE, Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(Address, 4)).ErrorNumber);
        Assert.Equal("kept", File.ReadAllText(Address.Path));
        File.Delete(Address.Path);
        File.CreateSymbolicLink(Address.Path, $"{_directory}/target");
        Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(Address, 4));
        Assert.False(File.Exists($"{_directory}/target"));
    }

    [Fact]
    public void Listen_LockFileIsALink_IsRefused()
    {
        File.CreateSymbolicLink($"{Address.Path}.lock", $"{_directory}/victim");
        Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(Address, 4));
        Assert.False(File.Exists($"{_directory}/victim"));
    }

    [Fact]
    public void Dispose_FileThatIsSomebodyElsesNow_Stays()
    {
        using var listener = TransportEndpoint.Listen(Address, 4);
        File.Delete(Address.Path);
        using var other = TransportEndpoint.Listen(Address, 4);
        listener.Dispose();
        Assert.True(File.Exists(Address.Path));
        using var client = TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None);
    }

    [Fact]
    public void Dispose_DirectoryGone_EndsAllTheSame()
    {
        using var listener = TransportEndpoint.Listen(Address, 4);
        Directory.Delete(_directory, recursive: true);
        listener.Dispose();
        Directory.CreateDirectory(_directory);
    }

    [Fact]
    public async Task Listen_ManyAtOnceOverAStaleFile_ExactlyOneGetsIt()
    {
        for (int round = 0; round < 10; round++)
        {
            LeaveStaleFile();
            var starts = Enumerable.Range(0, 6).Select(_ => TransportCalls.RunAsync(() => Task.FromResult(TryListen())));
            var listeners = (await Task.WhenAll(starts).WaitAsync(UnexpectedTimeout)).OfType<TransportListener>().ToList();
            var only = Assert.Single(listeners);
            using (var client = TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None))
            {
                only.Accept(CancellationToken.None).Dispose(); // a knock, or the client
            }

            only.Dispose();
            Assert.Empty(Directory.GetFiles(_directory));
        }
    }

    [Theory]
    [InlineData("777", "others may write")]
    [InlineData("1777", null)]
    [InlineData("755", null)]
    public void Listen_DirectoryOthersMayWriteTo_IsRefusedUnlessSticky(string mode, string? mistake)
    {
        File.SetUnixFileMode(_directory, (UnixFileMode)Convert.ToInt32(mode, 8));
        if (mistake is null)
        {
            TransportEndpoint.Listen(Address, 4).Dispose();
        }
        else
        {
            var error = Assert.Throws<ProcessingException>(() => TransportEndpoint.Listen(Address, 4));
            Assert.Contains(mistake, error.Message, StringComparison.Ordinal);
            Assert.Contains(_directory, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Listen_NoSuchDirectory_SaysSo()
        => Assert.Throws<NativeCallException>(() => TransportEndpoint.Listen(new UnixAddress($"{_directory}/no/s"), 4));

    [Fact]
    public async Task Connect_QueueFull_WaitsUntilTheDeadlineOrTheToken()
    {
        using var listener = TransportEndpoint.Listen(Address, backlog: 1);
        var clients = new List<Transport>();
        try
        {
            Assert.Throws<TimeoutException>(() =>
            {
                while (clients.Count < 50)
                {
                    clients.Add(TransportEndpoint.Connect(Address, Deadline.After(TimeSpan.FromMilliseconds(30)), CancellationToken.None));
                }
            });
            using var source = new CancellationTokenSource();
            var blocked = TransportCalls.RunAsync(() => Task.FromResult(TransportEndpoint.Connect(Address, Deadline.Never, source.Token)));
            var waiting = TransportEndpoint.ConnectAsync(Address, source.Token).AsTask();
            await source.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => blocked.WaitAsync(UnexpectedTimeout));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(UnexpectedTimeout));
            var later = TransportCalls.RunAsync(() => Task.FromResult(TransportEndpoint.Connect(Address, Deadline.Never, CancellationToken.None)));
            while (!later.IsCompleted)
            {
                if (await Task.WhenAny(later, listener.AcceptAsync(CancellationToken.None).AsTask()) is { } done && done != later)
                {
                    (await done).Dispose();
                }
            }

            clients.Add(await later);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private void LeaveStaleFile()
    {
        File.Delete(Address.Path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Address.Path));
        socket.Listen(1);
        File.Move(Address.Path, $"{_directory}/moved"); // .NET removes the file it made
        socket.Dispose();
        File.Move($"{_directory}/moved", Address.Path);
    }

    private TransportListener? TryListen()
    {
        try
        {
            return TransportEndpoint.Listen(Address, 8);
        }
        catch (NativeCallException error) when (error.ErrorNumber == NativeError.EADDRINUSE)
        {
            return null;
        }
    }
}
