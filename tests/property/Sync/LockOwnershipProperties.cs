using FsCheck;
using FsCheck.Fluent;
using Processing.Sync;

namespace Processing.PropertyTests.Sync;

/// <summary>The shared words of a lock against a model: four simulated processes take, free, die at two places and come back, also under an old pid.</summary>
public sealed class LockOwnershipProperties
{
    private const int Processes = 4;

    // Two of these start times have the same tag, so that a reused pid is not always told apart by the word alone.
    private static readonly long[] s_startTimes = [.. StartTimesWithTagCollision()];

    [Fact]
    public void Words_AnyInterleaving_AgreeWithTheModel()
    {
        var property = Prop.ForAll<byte[]>(steps =>
        {
            using var world = new World();
            return steps.All(world.Step);
        });

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(200), property);
    }

    [Fact]
    public void Collision_IsInTheSet()
        => Assert.True(s_startTimes.DistinctBy(start => LockWord.HeldBy(new ProcessIdentity(1, start))).Count() < s_startTimes.Length);

    private static IEnumerable<long> StartTimesWithTagCollision()
    {
        var first = LockWord.HeldBy(new ProcessIdentity(1, 100));
        yield return 100;
        yield return 101;
        for (long start = 102; ; start++)
        {
            if (LockWord.HeldBy(new ProcessIdentity(1, start)) == first)
            {
                yield return start;
                yield break;
            }
        }
    }

    private sealed class World : IDisposable, IProcessTable
    {
        private readonly SharedRegion _region = SharedRegion.Create(LockState.Length, "lock");
        private readonly ProcessIdentity?[] _running = new ProcessIdentity?[Processes];
        private readonly LockOwnership?[] _locks = new LockOwnership?[Processes];

        // The model: who holds, and whether it got as far as recording itself.
        private ProcessIdentity? _holder;
        private bool _recorded;
        private bool _abandoned;

        public void Dispose() => _region.Dispose();

        public bool TryGetRunning(int pid, out ProcessIdentity identity)
        {
            identity = _running[pid - 1] ?? default;
            return _running[pid - 1] is not null;
        }

        public bool Step(byte step)
        {
            int who = step % Processes;
            int action = step / Processes % 6;
            if (_locks[who] is not { } own)
            {
                Start(who, s_startTimes[step / (Processes * 6) % s_startTimes.Length]);
                return true;
            }

            return Act(action, who, own) && Agrees();
        }

        private bool Act(int action, int who, LockOwnership own)
        {
            switch (action)
            {
                case 0 or 1:
                    return Take(who, own, dies: false);
                case 2:
                    return Take(who, own, dies: true);
                case 3:
                    bool held = _holder is not null;
                    _holder = null;
                    _abandoned = false;
                    return !own.Free().IsFree == held;
                case 4:
                    own.TryMarkWaiters(own.Current.IsFree ? own.Current.WithWaiters : own.Current);
                    return true;
                default:
                    _running[who] = null;
                    _locks[who] = null;
                    return true;
            }
        }

        // What any process does on its way to the lock; with dies it is killed between the swap and its record.
        private bool Take(int who, LockOwnership own, bool dies)
        {
            bool mayTakeOver = _holder is { } holder && IsKnownDead(holder);
            bool expected = _holder is null || mayTakeOver;
            bool taken = own.TryTake() || own.TryTakeOver(own.Current);
            if (taken)
            {
                _abandoned = mayTakeOver;
                _holder = _running[who];
                _recorded = true;
            }

            if (taken && dies)
            {
                _region.At<LockState>(0).Owner = 0;
                _recorded = false;
                _running[who] = null;
                _locks[who] = null;
            }

            return taken == expected;
        }

        // Dead for certain: nobody has its pid, or somebody whose start time differs where it can be seen. A living holder never is.
        private bool IsKnownDead(ProcessIdentity holder)
        {
            if (!TryGetRunning(holder.Pid, out var running))
            {
                return true;
            }

            return running != holder && (_recorded || LockWord.HeldBy(running) != LockWord.HeldBy(holder));
        }

        private bool Agrees()
        {
            var word = new LockWord(_region.At<LockState>(0).Word);
            var record = new OwnerRecord(_region.At<LockState>(0).Owner);
            return _holder is { } holder
                ? word.Owner == LockWord.HeldBy(holder) && word.IsAbandoned == _abandoned
                    && (_recorded ? record == OwnerRecord.Of(holder) : record.IsEmpty)
                : word.Bits == 0 && record.IsEmpty;
        }

        private void Start(int who, long startTime)
        {
            var identity = new ProcessIdentity(who + 1, startTime);
            _running[who] = identity;
            _locks[who] = new LockOwnership(_region, 0, identity, this);
        }
    }
}
