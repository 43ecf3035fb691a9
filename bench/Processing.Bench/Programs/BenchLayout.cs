namespace Processing.Bench;

/// <summary>Where the bench keeps its programs.</summary>
internal sealed class BenchLayout
{
    private readonly string _root;
    private readonly string _output;

    private BenchLayout(string root, string output)
    {
        _root = root;
        _output = output;
    }

    /// <summary>Finds the bench around this very program.</summary>
    public static BenchLayout Find()
    {
        string here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        for (DirectoryInfo? at = new(here); at is not null; at = at.Parent)
        {
            if (Directory.Exists(Path.Combine(at.FullName, "peers")))
            {
                // Below the project: bin/<configuration>/<framework>, the same for all three projects.
                string output = Path.GetRelativePath(Path.Combine(at.FullName, "Processing.Bench"), here);
                return new BenchLayout(at.FullName, output);
            }
        }

        throw new BenchException($"No directory 'peers' above {here}; the runner works inside the repository only.");
    }

    public string Executable(string project) => Path.Combine(_root, project, _output, project);

    public string Peer(string language, string file) => Path.Combine(_root, "peers", language, file);

    public string CompiledPeer(string row) => Path.Combine(_root, "artifacts", "c", row);
}
