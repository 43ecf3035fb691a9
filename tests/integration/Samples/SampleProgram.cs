using System.Collections.Concurrent;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>Programs of the repository, built in Release as their users build them, once in a test run.</summary>
public static class SampleProgram
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> s_built = new();

    /// <summary>Builds the project in the folder given relative to the root; the result is the program's path.</summary>
    public static Task<string> BuildAsync(string project)
        => s_built.GetOrAdd(project, static folder => new Lazy<Task<string>>(() => BuildCoreAsync(folder))).Value;

    private static async Task<string> BuildCoreAsync(string project)
    {
        CommandResult build = await Command.RunAsync(RepositoryFiles.Root, "dotnet", ["build", "-c", "Release", project, "-nodeReuse:false"]);
        Assert.True(build.ExitCode == 0, build.Everything);
        return Path.Combine(RepositoryFiles.PathOf(project), "bin/Release/net10.0", Path.GetFileName(project));
    }
}
