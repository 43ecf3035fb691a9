using Processing.TestSupport;

namespace Processing.IntegrationTests;

/// <summary>A delegate runs in a child whatever form the program has, and <c>Main</c> never runs there.</summary>
public sealed class HostingFormTests(PackageFeed feed) : CleanTestBase, IClassFixture<PackageFeed>
{
    // Main leaves a line in a file each time it runs, so that a second run, in a child, is seen.
    private const string Program =
        """
        File.AppendAllText(Environment.GetEnvironmentVariable("MAIN_LOG")!, $"{Environment.ProcessId}\n");
        int[] numbers = [3, 4];
        int answer = await ChildProcess.RunAsync(static (a, b) => a[0] * b + a[1], numbers, 10);
        int pid = await ChildProcess.RunAsync(static () => Environment.ProcessId);
        Console.WriteLine($"answer {answer}, in a process of its own: {pid != Environment.ProcessId}, arguments {string.Join(' ', args)}");
        """;

    private const string Expected = "answer 34, in a process of its own: True, arguments one two";

    private const string Project =
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization>
            $PROPERTIES$
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Processing" Version="$VERSION$" />
          </ItemGroup>
        </Project>
        """;

    private static string Platform => System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;

    [Fact]
    public async Task AppHost_RunsTheDelegateInAChild()
    {
        string directory = await BuildAsync("apphost");
        await AssertRunsAsync(directory, Path.Combine(directory, "bin/Debug/net10.0/apphost"));
    }

    [Fact]
    public async Task DotnetDll_RunsTheDelegateInAChild()
    {
        string directory = await BuildAsync("dll");
        await AssertRunsAsync(Path.Combine(directory, "bin/Debug"), "dotnet", "net10.0/dll.dll");
    }

    [Fact]
    public async Task DotnetRun_RunsTheDelegateInAChild()
    {
        string directory = await BuildAsync("run");
        await AssertRunsAsync(directory, "dotnet", "run", "--no-build", "--");
    }

    [Fact]
    public async Task FileBasedApp_RunsTheDelegateInAChild()
    {
        // PublishAot is on by default in such a program and asks for a run-time package that not every feed has; it plays no part in a run.
        string directory = await feed.CreateProgramAsync(
            "file", ("app.cs", "#:package Processing@$VERSION$\n#:property PublishAot=false\n" + Program));
        await AssertRunsAsync(directory, "dotnet", "run", "app.cs", "--");
    }

    [Fact]
    public async Task SingleFile_RunsTheDelegateInAChild()
    {
        string directory = await PublishAsync("single", "<PublishSingleFile>true</PublishSingleFile><SelfContained>false</SelfContained>");
        await AssertRunsAsync(directory, Path.Combine(directory, "out/single"));
    }

    [Fact]
    public async Task TrimmedSingleFile_RunsTheDelegateInAChild()
    {
        string directory = await PublishAsync(
            "trimmed", "<PublishSingleFile>true</PublishSingleFile><SelfContained>true</SelfContained><PublishTrimmed>true</PublishTrimmed>");
        await AssertRunsAsync(directory, Path.Combine(directory, "out/trimmed"));
    }

    [Fact]
    public async Task TrimmedSingleFile_SendsAGraphOfRecords()
    {
        string directory = await feed.CreateProgramAsync(
            "graph",
            ("graph.csproj", Project.Replace(
                "$PROPERTIES$",
                "<PublishSingleFile>true</PublishSingleFile><SelfContained>true</SelfContained><PublishTrimmed>true</PublishTrimmed>",
                StringComparison.Ordinal)),
            ("Program.cs", """
                File.AppendAllText(Environment.GetEnvironmentVariable("MAIN_LOG")!, $"{Environment.ProcessId}\n");
                var tree = new Node("root", [new Node("left", []) { Weight = 1.5 }, new Node("right", [])], new() { ["a"] = (1, DayOfWeek.Friday) });
                Node back = await ChildProcess.RunAsync(static node => node with { Name = node.Name + "!", Shape = new Circle(2) }, tree);
                var sizes = await ChildProcess.RunAsync(static (IShape shape) => new Size<double> { Value = ((Circle)shape).Radius }, back.Shape!);
                Console.WriteLine($"{back.Name} {back.Children[0].Weight} {back.Marks!["a"]} {sizes.Value} {string.Join(' ', args)}");

                record Node(string Name, List<Node> Children, Dictionary<string, (int Number, DayOfWeek Day)>? Marks = null)
                {
                    public double Weight { get; init; } = 0.5;
                    public IShape? Shape { get; set; }
                }

                [Union(1, typeof(Circle))]
                interface IShape;

                [Message]
                class Circle(double radius) : IShape
                {
                    [Key(0)]
                    private double _radius = radius;

                    public Circle() : this(0) { }

                    [IgnoreMember]
                    public double Radius => _radius;
                }

                struct Size<T>
                {
                    public T Value { get; set; }
                }
                """));
        await DotnetAsync(directory, "publish", "-r", Platform, "-o", "out");
        (CommandResult result, string[] mains) = await RunAsync(directory, Path.Combine(directory, "out/graph"));
        Assert.True(result.ExitCode == 0 && result.Output.Contains("root! 1.5 (1, Friday) 2 one two", StringComparison.Ordinal), result.Everything);
        Assert.Single(mains);
    }

    [Theory]
    [InlineData("private", "'Program.Order' has no generated formatter", "")]
    [InlineData(
        "internal",
        "the generator of Processing does not run in it",
        "<Target Name=\"NoGenerator\" BeforeTargets=\"_ProcessingCheckGenerator\"><ItemGroup><Analyzer Remove=\"@(Analyzer)\" /></ItemGroup></Target>")]
    public async Task TrimmedTypeWithoutAFormatter_IsReportedWhenItIsBuilt(string access, string expected, string target)
    {
        string directory = await feed.CreateProgramAsync(
            "unseen-" + access,
            ("unseen.csproj", Project
                .Replace("$PROPERTIES$", "<PublishTrimmed>true</PublishTrimmed>", StringComparison.Ordinal)
                .Replace("</Project>", target + "</Project>", StringComparison.Ordinal)),
            ("Program.cs", $$"""
                class Program
                {
                    static void Main() => Console.WriteLine(ChildProcess.RunAsync(static () => new Order()).Result.Number);

                    {{access}} class Order
                    {
                        public int Number { get; set; }
                    }
                }
                """));
        CommandResult result = await Command.RunAsync(directory, "dotnet", ["build", "-nodeReuse:false"]);
        Assert.Contains("PROC1006: ", result.Output);
        Assert.Contains(expected, result.Output);
    }

    [Fact]
    public async Task DotnetTest_RunsTheDelegateInAChild()
    {
        string directory = await feed.CreateProgramAsync(
            "tests",
            ("tests.csproj", Project
                .Replace("$PROPERTIES$", "<IsTestProject>true</IsTestProject>", StringComparison.Ordinal)
                .Replace(
                    "</ItemGroup>",
                    """
                      <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.14.1" />
                      <PackageReference Include="xunit" Version="2.9.3" />
                      <PackageReference Include="xunit.runner.visualstudio" Version="3.1.5" />
                    </ItemGroup>
                    """,
                    StringComparison.Ordinal)),
            ("Tests.cs", """
                public class Tests
                {
                    [Xunit.Fact]
                    public async Task Child() => Xunit.Assert.NotEqual(Environment.ProcessId, await ChildProcess.RunAsync(static () => Environment.ProcessId));
                }
                """));
        CommandResult result = await Command.RunAsync(directory, "dotnet", ["test", "-nodeReuse:false"]);
        Assert.True(result.ExitCode == 0 && result.Output.Contains("Passed:     1", StringComparison.Ordinal), result.Everything);
    }

    [Fact]
    public async Task HooksSwitchedOff_ChildExits97AndMainDoesNotRun()
    {
        string directory = await BuildAsync("nohook", "<StartupHookSupport>false</StartupHookSupport>");
        (CommandResult result, string[] mains) = await RunAsync(directory, Path.Combine(directory, "bin/Debug/net10.0/nohook"));
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("exit code 97", result.Error);
        Assert.Contains("ProcessStartException", result.Error);
        Assert.Contains("StartupHookSupport", result.Error);
        Assert.Single(mains);
    }

    [Fact]
    public async Task HooksSwitchedOff_FreezeSupportInMain_RunsTheDelegateInAChild()
    {
        string directory = await feed.CreateProgramAsync(
            "freeze",
            ("freeze.csproj", Project.Replace("$PROPERTIES$", "<StartupHookSupport>false</StartupHookSupport>", StringComparison.Ordinal)),
            ("Program.cs", "ProcessingHost.FreezeSupport();\n" + Program));
        await DotnetAsync(directory, "build");
        await AssertRunsAsync(directory, Path.Combine(directory, "bin/Debug/net10.0/freeze"));
    }

    [Fact]
    public async Task CapturingLambda_IsACompileError()
    {
        string directory = await feed.CreateProgramAsync(
            "capture",
            ("capture.csproj", Project.Replace("$PROPERTIES$", "", StringComparison.Ordinal)),
            ("Program.cs", "int x = args.Length;\nConsole.WriteLine(await ChildProcess.RunAsync(() => x + 1));"));
        CommandResult result = await Command.RunAsync(directory, "dotnet", ["build", "-nodeReuse:false"]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("PROC001", result.Output);
        Assert.Contains("'x'", result.Output);
    }

    private async Task<string> BuildAsync(string name, string properties = "")
    {
        string directory = await CreateProjectAsync(name, properties);
        await DotnetAsync(directory, "build");
        return directory;
    }

    private async Task<string> PublishAsync(string name, string properties)
    {
        string directory = await CreateProjectAsync(name, properties);
        await DotnetAsync(directory, "publish", "-r", Platform, "-o", "out");
        return directory;
    }

    private Task<string> CreateProjectAsync(string name, string properties) => feed.CreateProgramAsync(
        name,
        ($"{name}.csproj", Project.Replace("$PROPERTIES$", properties, StringComparison.Ordinal)),
        ("Program.cs", Program));

    private static async Task DotnetAsync(string directory, params string[] arguments)
    {
        CommandResult result = await Command.RunAsync(directory, "dotnet", [.. arguments, "-nodeReuse:false"]);
        Assert.True(result.ExitCode == 0, result.Everything);
        Assert.DoesNotContain("warning", result.Output);
    }

    private static async Task AssertRunsAsync(string directory, string program, params string[] arguments)
    {
        (CommandResult result, string[] mains) = await RunAsync(directory, program, arguments);
        Assert.True(result.ExitCode == 0 && result.Output.Contains(Expected, StringComparison.Ordinal), result.Everything);
        Assert.Single(mains);
    }

    private static async Task<(CommandResult Result, string[] Mains)> RunAsync(string directory, string program, params string[] arguments)
    {
        string log = Path.Combine(directory, "main.log");
        CommandResult result = await Command.RunAsync(
            directory, program, [.. arguments, "one", "two"], new Dictionary<string, string> { ["MAIN_LOG"] = log });
        Assert.True(File.Exists(log), result.Everything);
        return (result, await File.ReadAllLinesAsync(log));
    }
}
