using FsCheck;
using FsCheck.Fluent;
using Processing.Messaging;

namespace Processing.PropertyTests.Queues;

/// <summary>
/// A queue against a model: clients put, get, acknowledge, withdraw and die at any step. After each step every request has the answer the
/// model gives it; in the end what nobody acknowledged is there, once and in the order it was put.
/// </summary>
public sealed class QueueProperties
{
    private const int Clients = 3;

    [Fact]
    public void Requests_AnyInterleaving_AgreeWithTheModel()
    {
        var property = Prop.ForAll<byte[]>(steps =>
        {
            using var world = new World();
            foreach (byte step in steps)
            {
                world.Step(step);
            }

            world.Finish();
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(150), property);
    }

    private sealed class World : IDisposable
    {
        private readonly QueueCore _core = new(QueueDescription.Create<int>(new PipeQueueOptions()));
        private readonly RawQueueClient[] _clients = new RawQueueClient[Clients];

        // The model.
        private readonly SortedSet<int> _available = [];
        private readonly List<(RawQueueClient Client, long Id)> _waiting = [];
        private readonly HashSet<int> _acknowledged = [];
        private int _lastItem;

        public World()
        {
            for (int i = 0; i < Clients; i++)
            {
                _clients[i] = new RawQueueClient(_core);
            }
        }

        public void Step(byte step)
        {
            int index = step / 16 % Clients;
            var client = _clients[index];
            switch (step % 16)
            {
                case < 4:
                    Put(client, (PutMode)(step % 3));
                    break;
                case < 8:
                    Get(client, waits: true);
                    break;
                case 8:
                    Get(client, waits: false);
                    break;
                case < 12:
                    Acknowledge(client);
                    break;
                case < 14:
                    WithdrawHeld(client);
                    break;
                case 14:
                    WithdrawWaiting(client);
                    break;
                default:
                    Kill(index);
                    break;
            }

            if (step % 16 != 15)
            {
                Assert.Equal(_available.Count, client.Count()); // the home has done all that this client asked
            }
        }

        public void Finish()
        {
            for (int i = 0; i < Clients; i++)
            {
                Kill(i);
            }

            var rest = new List<int>();
            while (_core.Count > 0)
            {
                var ticket = new LocalTicket(isGet: true, isAsync: false);
                lock (_core.Gate)
                {
                    Assert.True(_core.GetLocked(ticket, waits: false));
                }

                rest.Add(MessagePackSerializer.Default.Deserialize<int>(ticket.Item!.Payload));
            }

            Assert.Equal(Enumerable.Range(1, _lastItem).Except(_acknowledged), rest);
        }

        public void Dispose()
        {
            foreach (var session in _core.End())
            {
                session.Dispose();
            }

            foreach (var client in _clients)
            {
                client.Dispose();
            }
        }

        private void Put(RawQueueClient client, PutMode mode)
        {
            int item = ++_lastItem;
            long id = client.Put(mode, item);
            if (mode != PutMode.Quiet)
            {
                Assert.Equal(HomeMessageKind.Stored, client.Answer(id).Kind);
            }

            Return(item);
        }

        private void Get(RawQueueClient client, bool waits)
        {
            long id = client.Get(waits);
            if (_available.Count > 0)
            {
                int item = _available.Min;
                _available.Remove(item);
                HandOut(client, id, item);
            }
            else if (waits)
            {
                _waiting.Add((client, id));
            }
            else
            {
                Assert.Equal(HomeMessageKind.Refused, client.Answer(id).Kind);
            }
        }

        private void Acknowledge(RawQueueClient client)
        {
            if (client.Held.Count > 0)
            {
                var (id, item) = client.Held.First();
                client.Acknowledge(id);
                client.Held.Remove(id);
                Assert.True(_acknowledged.Add(item), $"item {item} came twice");
            }
        }

        private void WithdrawHeld(RawQueueClient client)
        {
            if (client.Held.Count > 0)
            {
                var (id, item) = client.Held.Last();
                client.Withdraw(id);
                client.Held.Remove(id);
                Return(item);
            }
        }

        private void WithdrawWaiting(RawQueueClient client)
        {
            int index = _waiting.FindIndex(waiting => waiting.Client == client);
            if (index >= 0)
            {
                client.Withdraw(_waiting[index].Id);
                _waiting.RemoveAt(index);
            }
        }

        private void Kill(int index)
        {
            var client = _clients[index];
            _waiting.RemoveAll(waiting => waiting.Client == client);
            client.Die();
            client.Dispose();
            foreach (int item in client.Held.Values.Order().ToArray())
            {
                Return(item);
            }

            _clients[index] = new RawQueueClient(_core);
            Assert.Equal(_available.Count, _core.Count);
        }

        /// <summary>An item comes to the queue, or comes back: the first who waits gets it, else it takes its place.</summary>
        private void Return(int item)
        {
            if (_waiting.Count > 0)
            {
                var (client, id) = _waiting[0];
                _waiting.RemoveAt(0);
                HandOut(client, id, item);
            }
            else
            {
                _available.Add(item);
            }
        }

        private static void HandOut(RawQueueClient client, long id, int item)
        {
            Assert.Equal((HomeMessageKind.Item, item), client.Answer(id));
            client.Held.Add(id, item);
        }
    }
}
