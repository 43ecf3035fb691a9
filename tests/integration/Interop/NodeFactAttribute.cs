using Processing.TestSupport;

namespace Processing.IntegrationTests.Interop;

/// <summary>A test that needs Node.js with the library @msgpack/msgpack; skipped, and said so, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, "node"))))
        {
            Skip = "missing: Node.js on the path";
        }
        else if (!Directory.Exists(RepositoryFiles.PathOf("tests/support/interop-node/node_modules/@msgpack/msgpack")))
        {
            Skip = "missing: @msgpack/msgpack (npm ci --prefix tests/support/interop-node)";
        }
    }
}
