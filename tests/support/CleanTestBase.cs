using Xunit;

namespace Processing.TestSupport;

/// <summary>
/// The base of every test that starts processes or makes things outside this one. After each test it waits until every process the test
/// started, however deep, is gone and waited for, and until its files in shared memory and in the runtime directory are removed. Whatever
/// stays is killed or deleted, and fails the test by name. Such tests run one at a time within a test host: otherwise nobody could tell whose
/// the leftovers are.
/// </summary>
public abstract class CleanTestBase : IAsyncLifetime
{
    /// <summary>How long something is waited for that must not happen: short, since the wait is spent every time.</summary>
    protected static readonly TimeSpan ExpectedTimeout = TimeSpan.FromMilliseconds(100);

    /// <summary>How long something is waited for that must happen: long, since only a failing test spends it.</summary>
    protected static readonly TimeSpan UnexpectedTimeout = TimeSpan.FromSeconds(30);

    private static readonly SemaphoreSlim s_oneAtATime = new(1, 1);

    private HostSnapshot? _before;

    /// <summary>
    /// How many more descriptors than before the test may be open after it; null, the default, when they are not counted, because the test
    /// host opens files of its own whenever it likes.
    /// </summary>
    protected virtual int? DescriptorTolerance => null;

    /// <summary>How long leftovers have to go away by themselves.</summary>
    protected virtual TimeSpan CleanupLimit => UnexpectedTimeout;

    /// <summary>Where the test may expect sockets to be made; empty when the test begins and when it ends.</summary>
    protected static string RuntimeDirectory => TestHostMark.RuntimeDirectory;

    /// <summary>Looks at the host before the test. An override calls this first.</summary>
    public virtual async Task InitializeAsync()
    {
        await s_oneAtATime.WaitAsync();
        try
        {
            _before = HostSnapshot.Take();
        }
        catch
        {
            s_oneAtATime.Release();
            throw;
        }
    }

    /// <summary>Checks the host after the test. An override calls this last.</summary>
    public virtual async Task DisposeAsync()
    {
        if (_before is not { } before)
        {
            return;
        }

        try
        {
            string? leftovers = await Task.Run(() => WaitUntilClean(before));
            Assert.True(leftovers is null, leftovers);
        }
        finally
        {
            _before = null;
            s_oneAtATime.Release();
        }
    }

    private string? WaitUntilClean(HostSnapshot before)
    {
        // A loop over the condition with a monotonic limit: as a rule the first look finds nothing.
        bool isClean = SpinWait.SpinUntil(() => Find(before).IsEmpty, CleanupLimit);
        if (isClean)
        {
            return null;
        }

        var leftovers = Find(before);
        leftovers.Remove();
        return leftovers.IsEmpty ? null : leftovers.ToString();
    }

    private Leftovers Find(HostSnapshot before)
    {
        var now = HostSnapshot.Take();
        int surplus = Surplus(before, now);
        if (surplus > 0)
        {
            // What only a finalizer closes is still a fault of the test's subject only if it stays after one.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            now = HostSnapshot.Take();
            surplus = Surplus(before, now);
        }

        return new Leftovers(now.ProcessesSince(before), now.FilesSince(before), surplus);
    }

    private int Surplus(HostSnapshot before, HostSnapshot now)
        => DescriptorTolerance is { } tolerance ? Math.Max(0, now.Descriptors - before.Descriptors - tolerance) : 0;
}
