using Processing.Messaging;
using Processing.Sync;
using Processing.TestSupport;
using Xunit.Abstractions;

namespace Processing.IntegrationTests.Queues;

/// <summary>Clients of a queue are killed at random, fifty of them, while the others go on.</summary>
public sealed class PipeQueueKillTests(ITestOutputHelper output) : CleanTestBase
{
    private const int Kills = 50;
    private const int Workers = 3;
    private const int Span = 1_000_000;

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Use_FiftyClientsKilled_OthersFinishAndOnlyWhatTheyHeldIsLost(int capacity)
    {
        int seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var world = new World(capacity);
        for (int kill = 0; kill < Kills; kill++)
        {
            world.Collect(random.Next(1, 60));
            world.KillOne(random);
        }

        world.Finish();
        world.Check();
    }

    private static void Produce(PipeQueue<int> work, SharedValue<int> progress, SharedValue<int> stop, int id)
    {
        for (int i = 1; stop.Value == 0; i++)
        {
            work.Put((id * Span) + i);
            progress.Value = i;
        }
    }

    private static void Consume(PipeQueue<int> work, PipeQueue<int[]> results, int id)
    {
        for (int item = work.Get(); item >= 0; item = work.Get())
        {
            results.Put([id, item]);
        }
    }

    private sealed record Producer(int Id, ChildProcess Child, SharedValue<int> Progress)
    {
        public bool IsKilled { get; set; }
    }

    private sealed class World : IDisposable
    {
        private readonly PipeQueue<int> _work;
        private readonly PipeQueue<int[]> _results = new();
        private readonly SharedValue<int> _stop = new();
        private readonly List<Producer> _producers = [];
        private readonly List<ChildProcess> _consumers = [];
        private readonly List<int[]> _collected = [];
        private int _lastId;
        private int _consumersKilled;

        public World(int capacity)
        {
            // Without a capacity the limit of bytes holds the producers back.
            _work = new PipeQueue<int>(new PipeQueueOptions { Capacity = capacity, MaxBytes = 4000 });
            for (int i = 0; i < Workers; i++)
            {
                StartProducer();
                StartConsumer();
            }
        }

        public void Collect(int count)
        {
            for (int i = 0; i < count; i++)
            {
                _collected.Add(_results.Get(UnexpectedTimeout));
            }
        }

        public void KillOne(Random random)
        {
            if (random.Next(2) == 0)
            {
                var victim = _producers.Where(producer => !producer.IsKilled).ElementAt(random.Next(Workers));
                victim.Child.Kill();
                victim.Child.Join();
                victim.IsKilled = true;
                StartProducer();
            }
            else
            {
                int victim = random.Next(Workers);
                _consumers[victim].Kill();
                _consumers[victim].Join();
                _consumers[victim].Dispose();
                _consumers.RemoveAt(victim);
                _consumersKilled++;
                StartConsumer();
            }
        }

        public void Finish()
        {
            _stop.Value = 1;
            foreach (var producer in _producers)
            {
                Assert.True(producer.Child.Join(UnexpectedTimeout), "a producer hangs");
            }

            for (int i = 0; i < Workers; i++)
            {
                _work.Put(-1);
            }

            foreach (var consumer in _consumers)
            {
                Assert.True(consumer.Join(UnexpectedTimeout), "a consumer hangs");
            }

            // A consumer that has ended has everything it put in its socket; the home reads it in its own time, and then the count is right.
            int missing = _producers.Sum(producer => producer.Progress.Value) - _collected.Count - _consumersKilled;
            Collect(Math.Max(0, missing));
            while (_results.TryGet(out int[]? result, ExpectedTimeout))
            {
                _collected.Add(result);
            }
        }

        public void Check()
        {
            Assert.Equal(_collected.Count, _collected.Select(result => result[1]).Distinct().Count());
            int lost = 0;
            foreach (var producer in _producers)
            {
                int done = producer.Progress.Value;
                var got = _collected.Select(result => result[1]).Where(item => item / Span == producer.Id).Select(item => item % Span).ToHashSet();
                lost += Enumerable.Range(1, done).Count(item => !got.Contains(item));
                Assert.True(got.Count == 0 || got.Max() <= (producer.IsKilled ? done + 1 : done));
            }

            Assert.True(lost <= _consumersKilled, $"{lost} items lost by {_consumersKilled} killed consumers");

            // An item that a killed consumer gave back may come behind later ones; nothing else may.
            var byConsumerAndProducer = _collected.GroupBy(result => (Consumer: result[0], Producer: result[1] / Span), result => result[1]);
            int backwards = byConsumerAndProducer.Sum(items => items.Zip(items.Skip(1)).Count(pair => pair.Second < pair.First));
            Assert.True(backwards <= _consumersKilled, $"{backwards} items out of order after {_consumersKilled} killed consumers");
        }

        public void Dispose()
        {
            foreach (var producer in _producers)
            {
                producer.Child.Dispose();
                producer.Progress.Dispose();
            }

            _consumers.ForEach(consumer => consumer.Dispose());
            _work.Dispose();
            _results.Dispose();
            _stop.Dispose();
        }

        private void StartProducer()
        {
            var progress = new SharedValue<int>();
            int id = ++_lastId;
            _producers.Add(new Producer(id, ChildProcess.Start(Produce, _work, progress, _stop, id), progress));
        }

        private void StartConsumer() => _consumers.Add(ChildProcess.Start(Consume, _work, _results, ++_lastId));
    }
}
