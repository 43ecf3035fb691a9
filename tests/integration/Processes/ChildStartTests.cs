using Processing.Messaging;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>What a child must not pay for when it starts.</summary>
public sealed class ChildStartTests : CleanTestBase
{
    [Fact]
    public async Task RunAsync_NobodyListens_LoadsNoDiagnostics()
    {
        string[] loaded = await ChildProcess.RunAsync(static () =>
        {
            var (first, second) = Pipe.Create();
            using (first)
            using (second)
            {
                first.Send(1);
                second.Receive<int>();
            }

            return AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name!).ToArray();
        });
        Assert.DoesNotContain("System.Diagnostics.DiagnosticSource", loaded);
        Assert.DoesNotContain("Microsoft.Extensions.Logging.Abstractions", loaded);
    }
}
