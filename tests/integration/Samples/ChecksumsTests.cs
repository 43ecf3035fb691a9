using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>The sample against find, sort and sha256sum.</summary>
public sealed class ChecksumsTests : CleanTestBase
{
    private const string Project = "samples/Checksums";

    // $1: what to run, with its arguments before the directory; $2: the directory. Compared are bytes, for not every name is text.
    private const string Compare =
        """
        set -eu
        results=$(mktemp -d)
        trap 'rm -rf "$results"' EXIT
        "$1" "$2" > "$results/ours"
        find "$2" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > "$results/theirs"
        diff -a "$results/ours" "$results/theirs"
        wc -l < "$results/ours"
        """;

    private const string MakeNastyTree =
        """
        set -eu
        mkdir nasty && cd nasty
        : > empty
        head -c 5000000 /dev/urandom > large
        i=0
        for name in 'a b' ' lead' 'trail ' $'new\nline' 'back\slash' '\' $'carriage\rreturn' $'tab\t' "it's" '"quoted"' -dash --help @file '[x]' '*' \
            .hidden ü€😀 $'\xff\xfe' $'half\xc3' a a.txt a0 ~ '$HOME'; do
            i=$((i + 1)); printf '%s' "$i" > "./$name"
        done
        rm a && mkdir a && printf x > a/file && printf x > a/.hidden
        mkdir $'dir\n\xf0' && printf y > $'dir\n\xf0/file' && mkdir void
        deep=.; for level in $(seq 20); do deep="$deep/level $level"; done
        mkdir -p "$deep" && printf z > "$deep/file"
        ln -s a.txt link-to-file && ln -s a link-to-directory && ln -s nowhere dangling && ln -s .. loop
        mkfifo fifo
        ln -s nasty ../link
        """;

    // Every directory can be opened, but the path of the file is longer than any system call takes: it fails for root as well.
    private const string MakeTooLongPath =
        """
        set -eu
        mkdir tree && cd tree && printf x > before && printf x > z-behind
        name=$(printf 'd%.0s' $(seq 240))
        for level in $(seq 16); do mkdir "$name" && cd "$name"; done
        printf x > "$(printf 'f%.0s' $(seq 255))"
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("processing-checksums-").FullName;

    public override async Task DisposeAsync()
    {
        // The tree has names that .NET cannot say.
        CommandResult removed = await Command.RunAsync("/", "rm", ["-rf", _directory]);
        Assert.True(removed.ExitCode == 0, removed.Everything);
        await base.DisposeAsync();
    }

    [Theory]
    [InlineData("nasty")]
    [InlineData("nasty/")]
    [InlineData("nasty//")]
    [InlineData("./nasty")]
    [InlineData("link/")]
    [InlineData(".")]
    public async Task NastyTree_PrintsWhatSha256sumPrints(string root)
    {
        string program = await SampleProgram.BuildAsync(Project);
        await ShellAsync(MakeNastyTree);
        CommandResult result = await ShellAsync(Compare, program, root);
        Assert.Equal("29", result.Output.Trim());
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task DirectoryThatIsNotText_PrintsWhatSha256sumPrints()
    {
        string program = await SampleProgram.BuildAsync(Project);
        CommandResult result = await ShellAsync("mkdir $'\\xff' '[x]' && echo 1 > $'\\xff/file' && echo 2 > '[x]/file' && set -- \"$1\" $'\\xff'\n" + Compare, program, "");
        Assert.Equal("1", result.Output.Trim());
        Assert.Equal("1", (await ShellAsync(Compare, program, "[x]")).Output.Trim());
    }

    [Fact]
    public async Task DotnetRun_PrintsNothingElse()
    {
        CommandResult result = await ShellAsync(
            "cd \"$1\"\nrun() { dotnet run -c Release --project samples/Checksums -- \"$1\"; }\nset -- run docs\n" + Compare, RepositoryFiles.Root);
        Assert.NotEqual("0", result.Output.Trim());
    }

    [Fact]
    public async Task EmptyDirectory_PrintsNothing()
    {
        CommandResult result = await RunAsync(".");
        Assert.Equal(new CommandResult(0, "", ""), result);
    }

    [Fact]
    public async Task LinkToDirectory_IsNotFollowed()
    {
        await ShellAsync("mkdir target && echo 1 > target/file && ln -s target link");
        CommandResult result = await RunAsync("link");
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("symbolic link", result.Error);
    }

    [Fact]
    public async Task FileThatCannotBeOpened_IsReportedAndTheRestComes()
    {
        await ShellAsync(MakeTooLongPath);
        CommandResult result = await RunAsync("tree");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["tree/before", "tree/z-behind"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[66..]));
        Assert.Matches("^Checksums: tree/[df/]+f: File name too long\n$", result.Error);
    }

    [Fact]
    public async Task ReaderThatLeaves_EndsIt()
    {
        string program = await SampleProgram.BuildAsync(Project);
        await ShellAsync("mkdir tree && cd tree && seq 2000 | split -l 1 -a 4");
        CommandResult result = await ShellAsync("\"$1\" tree | head -n 1; echo \"${PIPESTATUS[0]}\"", program);
        Assert.EndsWith("tree/xaaaa\n1\n", result.Output);
        Assert.Equal("Checksums: standard output: Broken pipe\n", result.Error);
    }

    [Theory]
    [InlineData("", "Required argument missing")]
    [InlineData("nowhere", "Checksums: nowhere: No such file or directory")]
    [InlineData("/dev/null", "Checksums: /dev/null: Not a directory")]
    [InlineData(". second", "second")]
    [InlineData(". --workers many", "not 'many'")]
    [InlineData(". --workers -1", "not '-1'")]
    [InlineData(". --no-such-option", "--no-such-option")]
    public async Task WrongUse_IsToldOnStandardError(string arguments, string message)
    {
        CommandResult result = await RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public async Task Help_NamesDirectoryAndWorkers()
    {
        CommandResult result = await RunAsync("--help");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("DIR", result.Output);
        Assert.Contains("--workers", result.Output);
    }

    private async Task<CommandResult> RunAsync(params string[] arguments)
        => await Command.RunAsync(_directory, await SampleProgram.BuildAsync(Project), arguments);

    private async Task<CommandResult> ShellAsync(string script, params string[] arguments)
    {
        CommandResult result = await Command.RunAsync(_directory, "bash", ["-c", script, "bash", .. arguments]);
        Assert.True(result.ExitCode == 0, result.Everything);
        return result;
    }
}
