using System.Net.Sockets;
using Processing.Messaging;

namespace Processing.PropertyTests.Queues;

/// <summary>A client that speaks the protocol by hand, so that it can stop at every step of it.</summary>
internal sealed class RawQueueClient : IDisposable
{
    private static readonly TimeSpan s_unexpectedTimeout = TimeSpan.FromSeconds(30);

    private readonly Connection _connection;
    private readonly Socket _socket; // a second descriptor for the same socket, to end one direction of it
    private readonly Dictionary<long, (HomeMessageKind Kind, int Value)> _answers = [];
    private long _lastId;

    public RawQueueClient(QueueCore home)
    {
        var (atHome, mine) = Libc.CreateSocketPair();
        using (var duplicate = Libc.Duplicate(mine))
        {
            _socket = new Socket(new SafeSocketHandle(duplicate.DangerousGetHandle(), ownsHandle: true));
            duplicate.SetHandleAsInvalid();
        }

        _connection = home.Description.Connect(mine);
        home.Attach(atHome);
    }

    /// <summary>Items that were given and not acknowledged, by request.</summary>
    public SortedDictionary<long, int> Held { get; } = [];

    public long Put(PutMode mode, int item)
    {
        long id = ++_lastId;
        Send(ClientMessageKind.Put, [(long)mode, id, item]);
        return id;
    }

    public long Get(bool waits)
    {
        long id = ++_lastId;
        Send(ClientMessageKind.Get, [id], waits);
        return id;
    }

    public void Acknowledge(long id) => Send(ClientMessageKind.Taken, [id]);

    public void Withdraw(long id) => Send(ClientMessageKind.Withdraw, [id]);

    public int Count()
    {
        long id = ++_lastId;
        Send(ClientMessageKind.Count, [id]);
        return Answer(id).Value;
    }

    /// <summary>The answer to a request; waits for it.</summary>
    public (HomeMessageKind Kind, int Value) Answer(long id)
    {
        while (!_answers.ContainsKey(id))
        {
            Assert.True(_connection.Poll(s_unexpectedTimeout), $"no answer to request {id}");
            using var message = _connection.ReceiveMessage();
            Assert.NotNull(message);
            var reader = message.CreateReader();
            var kind = (HomeMessageKind)reader.ReadInt32();
            long answered = reader.ReadInt64();
            _answers.Add(answered, (kind, reader.IsAtEnd ? 0 : reader.ReadInt32()));
        }

        return _answers[id];
    }

    /// <summary>Ends the stream as a death does, and waits until the home has noticed.</summary>
    public void Die()
    {
        _socket.Shutdown(SocketShutdown.Send);
        while (true)
        {
            Assert.True(_connection.Poll(s_unexpectedTimeout), "the home does not notice the end of a client");
            using var message = _connection.ReceiveMessage();
            if (message is null)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        _connection.Dispose();
        _socket.Dispose();
    }

    private void Send(ClientMessageKind kind, long[] numbers, bool? flag = null)
    {
        using var message = new OutgoingMessage();
        var writer = message.CreateWriter();
        writer.WriteInt64((long)kind);
        foreach (long number in numbers)
        {
            writer.WriteInt64(number);
        }

        if (flag is { } value)
        {
            writer.WriteBoolean(value);
        }

        writer.Flush();
        _connection.SendMessage(message);
    }
}
