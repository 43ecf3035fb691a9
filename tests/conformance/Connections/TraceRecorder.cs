using System.Collections.Concurrent;
using System.Diagnostics;

namespace Processing.ConformanceTests.Connections;

/// <summary>Listens to the activities of connections, and to those of the test that are around them.</summary>
internal sealed class TraceRecorder : IDisposable
{
    private const string TestSource = "Processing.ConformanceTests";

    private static readonly ActivitySource s_test = new(TestSource);

    private readonly ActivityListener _listener;

    public TraceRecorder()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is DiagnosticNames.Messaging or TestSource,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Stopped.Enqueue(activity),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>All that stopped, of other tests too.</summary>
    public ConcurrentQueue<Activity> Stopped { get; } = new();

    public static Activity Start(string name) => s_test.StartActivity(name) ?? throw new InvalidOperationException("Nobody listens.");

    /// <summary>Those of one trace under one name.</summary>
    public Activity[] Find(ActivityTraceId trace, string name)
        => [.. Stopped.Where(activity => activity.TraceId == trace && activity.OperationName == name)];

    public void Dispose() => _listener.Dispose();
}
