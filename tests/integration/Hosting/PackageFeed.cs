using System.Globalization;
using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>
/// The library packed as its users get it, in a folder that serves as a package source, under a version of this run's own. Programs of the
/// hosting tests are made beside it, outside the repository, so that none of its settings reach them.
/// </summary>
public sealed class PackageFeed : IDisposable
{
    private static readonly string[] s_projects = ["Processing.Shared", "Processing.Messaging", "Processing.Sync", "Processing"];

    private bool _isPacked;

    /// <summary>Where feed and programs are.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("processing-hosting-").FullName;

    /// <summary>The version of the packages.</summary>
    public string Version { get; } = string.Create(CultureInfo.InvariantCulture, $"0.1.0-test.{Environment.ProcessId}.{Environment.TickCount64}");

    /// <summary>
    /// A directory for one program, with its files. The first call packs the library: here and not when the fixture is made, because what
    /// packing runs are processes of the test host, and only a test that owns the host (<see cref="CleanTestBase"/>) may have some. Another
    /// test would take them for its own leftovers and kill them.
    /// </summary>
    public async Task<string> CreateProgramAsync(string name, params (string File, string Text)[] files)
    {
        await PackAsync();
        string directory = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        foreach ((string file, string text) in files)
        {
            File.WriteAllText(Path.Combine(directory, file), text.Replace("$VERSION$", Version, StringComparison.Ordinal));
        }

        return directory;
    }

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string project in s_projects)
        {
            string unpacked = Path.Combine(packages, project.ToLowerInvariant(), Version);
            if (Directory.Exists(unpacked))
            {
                Directory.Delete(unpacked, recursive: true);
            }
        }
    }

    private async Task PackAsync()
    {
        if (_isPacked)
        {
            return;
        }

        string configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        foreach (string project in s_projects)
        {
            CommandResult pack = await Command.RunAsync(
                Path.Combine(RepositoryFiles.Root, "src", project),
                "dotnet",
                ["pack", "--no-build", "--no-restore", "-c", configuration, "-o", Path.Combine(Root, "feed"), $"-p:Version={Version}", "-nodeReuse:false"]);
            Assert.True(pack.ExitCode == 0, pack.Everything);
        }

        await File.WriteAllTextAsync(
            Path.Combine(Root, "nuget.config"),
            """
            <configuration>
              <packageSources>
                <add key="under-test" value="feed" />
              </packageSources>
            </configuration>
            """);
        _isPacked = true;
    }
}
