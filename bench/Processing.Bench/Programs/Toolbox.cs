namespace Processing.Bench;

/// <summary>The programs of all contenders: where they are, how they are started, and which are absent and why.</summary>
internal sealed class Toolbox
{
    private static readonly Version s_leastCPython = new(3, 11);
    private readonly BenchLayout _layout;
    private readonly Dictionary<string, string> _absences = [];
    private string? _python;
    private string? _compiler;
    private string? _node;

    private Toolbox(BenchLayout layout) => _layout = layout;

    /// <summary>Why a peer takes no part, by its name.</summary>
    public IReadOnlyDictionary<string, string> Absences => _absences;

    /// <summary>The versions of .NET and of the peers that were found.</summary>
    public List<string> Versions { get; } = [$".NET {Environment.Version}"];

    /// <summary>Looks for the peers that the rows ask for.</summary>
    public static async Task<Toolbox> FindAsync(BenchLayout layout, string? python, IReadOnlySet<string> wanted, CancellationToken stop)
    {
        var toolbox = new Toolbox(layout);
        if (wanted.Contains(Contender.CPython))
        {
            await toolbox.FindCPythonAsync(python, stop);
        }

        if (wanted.Contains(Contender.C))
        {
            toolbox._compiler = await toolbox.FindAsync(Contender.C, "cc", stop);
        }

        if (wanted.Contains(Contender.Node))
        {
            toolbox._node = await toolbox.FindAsync(Contender.Node, "node", stop);
        }

        return toolbox;
    }

    /// <summary>The command of a contender that is not absent; compiles a C program first.</summary>
    public async Task<ProgramCommand> PrepareAsync(string contender, string row, CancellationToken stop) => contender switch
    {
        Contender.Ours => new ProgramCommand(_layout.Executable("Processing.Bench.Rows"), row),
        Contender.DotNet => new ProgramCommand(_layout.Executable("Processing.Bench.Plain"), row),
        Contender.CPython => new ProgramCommand(_python!, _layout.Peer("cpython", row + ".py")), // found, else it is absent
        Contender.Node => new ProgramCommand(_node!, _layout.Peer("node", row + ".js")), // found, else it is absent
        Contender.C => await CompileAsync(row, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(contender), contender, null),
    };

    private async Task<ProgramCommand> CompileAsync(string row, CancellationToken stop)
    {
        string binary = _layout.CompiledPeer(row);
        Directory.CreateDirectory(Path.GetDirectoryName(binary)!); // a file below artifacts/c
        ToolOutput built = await Tool.RunAsync(
            _compiler!, ["-std=gnu11", "-O2", "-pthread", "-o", binary, _layout.Peer("c", row + ".c")], stop); // found, else it is absent
        return built.Succeeded ? new ProgramCommand(binary) : throw new BenchException($"cc could not compile {row}.c:\n{built.Text}");
    }

    private async Task FindCPythonAsync(string? given, CancellationToken stop)
    {
        // A launcher of a version manager would be measured with every start; the interpreter names itself.
        const string WhoAreYou = "import platform, sys; print(sys.executable); print(platform.python_version()); print(platform.python_implementation())";
        string name = given ?? "python3";
        ToolOutput answer = await Tool.RunAsync(name, ["-c", WhoAreYou], stop);
        string[] lines = answer.Text.Split('\n', StringSplitOptions.TrimEntries);
        if (!answer.Succeeded || lines.Length < 3)
        {
            _absences[Contender.CPython] = $"{name} does not run";
        }
        else if (lines[2] != "CPython" || ParseVersion(lines[1]) < s_leastCPython)
        {
            _absences[Contender.CPython] = $"{name} is {lines[2]} {lines[1]}, wanted is CPython {s_leastCPython} or later";
        }
        else
        {
            _python = lines[0];
            Versions.Add($"CPython {lines[1]}");
        }
    }

    private async Task<string?> FindAsync(string peer, string tool, CancellationToken stop)
    {
        ToolOutput answer = await Tool.RunAsync(tool, ["--version"], stop);
        if (!answer.Succeeded)
        {
            _absences[peer] = $"{tool} does not run";
            return null;
        }

        string version = answer.Text.Split('\n')[0].Trim();
        Versions.Add(version.StartsWith(tool, StringComparison.Ordinal) ? version : $"{tool} {version}");
        return tool;
    }

    /// <summary>The leading "major.minor" of a version such as <c>3.14.0rc1</c>.</summary>
    internal static Version ParseVersion(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length >= 2 && int.TryParse(parts[0], out int major) && int.TryParse(parts[1], out int minor)
            ? new Version(major, minor)
            : new Version(0, 0);
    }
}
