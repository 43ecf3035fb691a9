namespace Processing.UnitTests.Architecture;

/// <summary>Each rule refuses a sample that breaks it, and says where.</summary>
public sealed class ArchitectureRuleTests
{
    private const string Messaging = "src/Processing.Messaging/";

    private static readonly SourceFile s_pool = new(
        Messaging + "Pools/Pool.cs",
        "namespace Processing.Messaging; internal class Pool { public static Pool Shared = new(); public int Size; }");

    [Theory]
    [InlineData("internal class Low : Pool { }")]
    [InlineData("internal class Low { Pool? _field; }")]
    [InlineData("internal class Low { List<Pool[]> _field = []; }")]
    [InlineData("internal class Low { object M() => typeof(Processing.Messaging.Pool); }")]
    [InlineData("internal class Low { string M() => nameof(Pool); }")]
    [InlineData("internal class Low { void M() { var pool = new Pool(); } }")]
    [InlineData("internal class Low { int M() => Middle.Find().Size; }", true)]
    [InlineData("internal class Low { void M() { Middle.Find(); } }", true)]
    [InlineData("internal class Low { void M<T>() where T : Pool { } }")]
    public void Floors_UpwardUse_IsRefused(string code, bool throughShared = false)
    {
        var middle = throughShared
            ? new SourceFile("src/Processing.Shared/Middle.cs", "namespace Processing; internal static class Middle { public static Processing.Messaging.Pool Find() => new(); }")
            : new SourceFile("src/Processing.Shared/Middle.cs", "namespace Processing; internal static class Middle { }");
        var low = new SourceFile(Messaging + "Transports/Low.cs", "namespace Processing.Messaging; " + code);

        var violations = FloorRule.FindViolations([s_pool, middle, low]);

        Assert.Contains(violations, violation => violation.StartsWith(low.Path + ":1 uses Processing.Messaging.Pool", StringComparison.Ordinal));
        Assert.DoesNotContain(violations, violation => violation.StartsWith(s_pool.Path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Connections", "Listening")]
    [InlineData("Transports", "Framing")]
    [InlineData("Processes", "Pools")]
    public void Floors_NeighbourAbove_IsRefusedAndBelowIsNot(string lower, string upper)
    {
        var below = new SourceFile($"{Messaging}{lower}/Below.cs", "namespace Processing.Messaging; internal class Below { Above? _above; }");
        var above = new SourceFile($"{Messaging}{upper}/Above.cs", "namespace Processing.Messaging; internal class Above { Below? _below; }");

        string violation = Assert.Single(FloorRule.FindViolations([below, above]));

        Assert.Equal($"{below.Path}:1 uses Processing.Messaging.Above of {upper}, a floor above {lower}.", violation);
    }

    [Fact]
    public void Floors_SameNameInAComment_IsNoUse()
        => Assert.Empty(FloorRule.FindViolations(
            [s_pool, new(Messaging + "Transports/Low.cs", "namespace Processing.Messaging; /* Pool */ internal class Low { string _text = \"Pool\"; }")]));

    [Theory]
    [InlineData("Loose.cs")]
    [InlineData("Attic/Loose.cs")]
    public void Floors_FileOutsideTheFloors_IsRefused(string path)
        => Assert.Contains("stands on no floor", Assert.Single(
            FloorRule.FindViolations([new(Messaging + path, "namespace Processing.Messaging; internal class Loose { }")])), StringComparison.Ordinal);

    [Fact]
    public void Floors_TypeOnSeveralFloors_IsRefused()
        => Assert.Contains(
            FloorRule.FindViolations(
            [
                new(Messaging + "Framing/Split.cs", "namespace Processing.Messaging; internal partial class Split { }"),
                new(Messaging + "Queues/Split.More.cs", "namespace Processing.Messaging; internal partial class Split { }"),
            ]),
            violation => violation == "Processing.Messaging.Split is declared on several floors: Framing, Queues.");

    [Fact]
    public void Floors_NameThatLeadsNowhere_IsRefused()
        => Assert.Contains(
            FloorRule.FindViolations([new(Messaging + "Framing/Low.cs", "namespace Processing.Messaging; internal class Low { Missing _field; }")]),
            violation => violation.Contains("CS0246", StringComparison.Ordinal));

    [Theory]
    [InlineData("Processing.Shared", "<ProjectReference Include=\"../Processing.Sync/Processing.Sync.csproj\" />")]
    [InlineData("Processing.Messaging", "<ProjectReference Include=\"..\\Processing.Sync\\Processing.Sync.csproj\" />")]
    [InlineData("Processing.Sync", "<ProjectReference Include=\"../Processing.Messaging/Processing.Messaging.csproj\" />")]
    [InlineData("Processing.Generators", "<ProjectReference Include=\"../Processing.Shared/Processing.Shared.csproj\" />")]
    [InlineData("Processing", "<ProjectReference Include=\"../Processing.Shared/Processing.Shared.csproj\" />")]
    [InlineData("Processing", "<ProjectReference Include=\"../Processing.Generators/Processing.Generators.csproj\" />")]
    [InlineData("Processing.Sync", "<Compile Include=\"../Processing.Messaging/Queues/PipeQueue.cs\" />")]
    [InlineData("Processing.Unheard", "")]
    public void Arrows_ForbiddenReference_IsRefused(string project, string item)
        => Assert.Single(ProjectArrowRule.FindViolations(project, $"<Project><ItemGroup>{item}</ItemGroup></Project>"));

    [Fact]
    public void Arrows_AllowedReferences_AreAccepted()
        => Assert.Empty(ProjectArrowRule.FindViolations("Processing", """
            <Project><ItemGroup>
              <ProjectReference Include="../Processing.Sync/Processing.Sync.csproj" />
              <ProjectReference Include="../Processing.Generators/Processing.Generators.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            </ItemGroup></Project>
            """));

    [Theory]
    [InlineData("Queues/Two.cs", "namespace Processing.Messaging; class Two { } class Other { }", "declares 2 types")]
    [InlineData("Queues/Two.cs", "namespace Processing.Messaging; class Two { } delegate void Other();", "declares 2 types")]
    [InlineData("Queues/Wrong.cs", "namespace Processing.Messaging; enum Right { }", "declares Right")]
    [InlineData("Queues/Deep.cs", "namespace Processing.Messaging.Queues; class Deep { }", "one namespace Processing.Messaging")]
    [InlineData("Queues/Bare.cs", "class Bare { }", "one namespace Processing.Messaging")]
    [InlineData("Utils/Tool.cs", "namespace Processing.Messaging; class Tool { }", "folder named Utils")]
    [InlineData("Queues/Common/Tool.cs", "namespace Processing.Messaging; class Tool { }", "folder named Common")]
    public void Style_BrokenRule_IsRefused(string path, string code, string expected)
        => Assert.Contains(StyleRule.FindViolations(new(Messaging + path, code)), violation => violation.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Style_LongFile_IsRefused()
    {
        string code = "namespace Processing.Sync;\nclass Long\n{\n" + string.Concat(Enumerable.Repeat("    //\n", 397));

        Assert.Empty(StyleRule.FindViolations(new("src/Processing.Sync/Locks/Long.cs", code[..^7] + "}\n")));
        Assert.Contains("has 401 lines", Assert.Single(StyleRule.FindViolations(new("src/Processing.Sync/Locks/Long.cs", code + "}\n"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Style_CodeInTheFacade_IsRefused()
        => Assert.Contains("facade", Assert.Single(StyleRule.FindViolations(new("src/Processing/Extra.cs", "namespace Processing; class Extra { }"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("src/Processing.Shared/Native/Libc.Sockets.Linux.cs", "namespace Processing; static partial class Libc { struct Nested { } }")]
    [InlineData("src/Processing.Messaging/Processes/StartupHook.cs", "class StartupHook { }")]
    [InlineData("src/Processing.Messaging/Processes/ChildProcess.TResult.cs", "namespace Processing.Messaging; class ChildProcess<TResult> { }")]
    [InlineData("src/Processing.Messaging/Connections/ReceivedOfT.cs", "namespace Processing.Messaging; struct Received<T> { }")]
    [InlineData("src/Processing.Sync/AssemblyAttributes.cs", "[assembly: System.CLSCompliant(false)]")]
    public void Style_AllowedForms_AreAccepted(string path, string code) => Assert.Empty(StyleRule.FindViolations(new(path, code)));

    [Theory]
    [InlineData("class C { [LibraryImport(\"libc\")] static extern int prctl(int option); }")]
    [InlineData("class C { [LibraryImport(\"libc\", EntryPoint = \"prctl\")] static extern int Control(int option); }")]
    [InlineData("class C { const int PR_SET_PDEATHSIG = 1; }")]
    public void BannedCalls_ParentDeathSignal_IsRefused(string code)
        => Assert.Single(BannedCallRule.FindViolations(new("src/Processing.Shared/Native/C.cs", code)));

    [Fact]
    public void BannedCalls_Comment_IsAccepted()
        => Assert.Empty(BannedCallRule.FindViolations(new("src/Processing.Shared/Native/C.cs", "/* no PR_SET_PDEATHSIG */ class C { } // prctl")));
}
