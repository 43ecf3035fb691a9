using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Processing.Generators;

namespace Processing.UnitTests.Generators;

public sealed class FormatterAnalyzerTests
{
    [Theory]
    [InlineData("connection.Send(new object());", "'object' cannot be sent: nothing tells what it holds")]
    [InlineData("connection.Send<Func<int>>(() => 1);", "code stays in its process")]
    [InlineData("connection.Send(new int[1, 1, 1, 1, 1]);", "only arrays of one to four dimensions")]
    [InlineData("connection.Send(Task.CompletedTask);", "send its result")]
    [InlineData("connection.Send(new List<Exception>());", "'System.Exception' cannot be sent")]
    [InlineData("connection.Send(new Holder());", "'Holder.Stream' cannot be sent: it holds a resource")]
    [InlineData("_ = connection.Receive<IFace>();", "name its types with [Union]")]
    [InlineData("_ = connection.TryReceive<List<Holder>>(out _);", "'Holder.Stream'")]
    [InlineData("_ = new PipeQueue<Holder>();", "'Holder.Stream'")]
    [InlineData("_ = ProcessQueue.Create<Holder>();", "'Holder.Stream'")]
    [InlineData("ChildProcess.Start(static h => { }, new Holder());", "'Holder.Stream'")]
    [InlineData("_ = ChildProcess.RunAsync(static () => new Holder());", "'Holder.Stream'")]
    [InlineData("_ = pool.Map(static n => new Holder(), new[] { 1 });", "'Holder.Stream'")]
    [InlineData("_ = pool.ImapAsync(static (Holder h) => 1, new[] { new Holder() });", "'Holder.Stream'")]
    public async Task Look_TypeThatStays_IsProc1001(string body, string message)
    {
        var diagnostic = Assert.Single(await AnalyzeBodyAsync(body));

        Assert.Equal(("PROC1001", DiagnosticSeverity.Warning), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connection.Send(1); connection.Send(\"\"); connection.Send(new byte[1]); connection.Send((1, DateTime.Now, (int?)1));")]
    [InlineData("connection.Send(new Dictionary<string, List<Good>>());")]
    [InlineData("connection.Send(connection);")]
    [InlineData("connection.Send(new int[1, 1]); connection.Send((1, 2, 3, 4, 5, 6, 7, 8, 9)); connection.Send(default(ArraySegment<byte>));")]
    [InlineData("MessageFormatter.Register<Holder>(null!); connection.Send(new Holder());")]
    [InlineData("new Other().Send(new object());")]
    public async Task Look_TypesThatTravel_AreAccepted(string body) => Assert.Empty(await AnalyzeBodyAsync(body));

    [Theory]
    [InlineData("[Message] class C { [Key(0)] public int A { get; set; } [Key(0)] public int B { get; set; } }", "PROC1002", "key 0")]
    [InlineData("[Message] class C { [Key(0)] public int A { get; set; } [Key(\"b\")] public int B { get; set; } }", "PROC1002", "some are names")]
    [InlineData("[Message] class C { public int A { get; set; } }", "PROC1002", "needs a [Key]")]
    [InlineData("[Message] class C { [Key(-1)] public int A { get; set; } }", "PROC1002", "from 0 to")]
    [InlineData("[Message] class C { [Key(0)] public int A { get; } }", "PROC1003", "'A' can be read but not set")]
    [InlineData("[Message] class C { public C(int other) { } [Key(0)] public int A { get; set; } }", "PROC1003", "no public constructor")]
    [InlineData("[Message] class C { private int a; public int M() => a++; }", "PROC1003", "nothing of its state is public")]
    [InlineData("[Message] class C { [Key(0)] public object A { get; set; } }", "PROC1001", "'C.A'")]
    [InlineData("[Union(1, typeof(B))] class C { } class B : C { }", "PROC1005", "it is neither")]
    [InlineData("[Union(1, typeof(B))] interface C { } class B { }", "PROC1005", "not derived")]
    [InlineData("[Union(1, typeof(B)), Union(1, typeof(D))] interface C { } class B : C { } class D : C { }", "PROC1005", "number 1 to two")]
    [InlineData("[Union(1, typeof(B)), Union(2, typeof(B))] interface C { } class B : C { }", "PROC1005", "twice")]
    [InlineData("[Union(1, typeof(B))] interface C { } abstract class B : C { }", "PROC1005", "no objects")]
    public async Task LookAtType_WrongType_IsReportedWhereItIs(string source, string id, string message)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(TestCompilation.CreateWithLibrary(["using Processing; " + source])));

        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(message, diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Equal("C", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    [Theory]
    [InlineData(null, DiagnosticSeverity.Info)]
    [InlineData("PublishTrimmed", DiagnosticSeverity.Warning)]
    [InlineData("PublishAot", DiagnosticSeverity.Warning)]
    public async Task Look_TypeParameter_IsProc1004(string? property, DiagnosticSeverity severity)
    {
        var compilation = TestCompilation.CreateWithLibrary(
            ["class C { static void M<T>(Processing.Messaging.Connection connection, T value) => connection.Send(value); }"]);
        var diagnostic = Assert.Single(await AnalyzeAsync(compilation, property));

        Assert.Equal(("PROC1004", severity), (diagnostic.Id, diagnostic.Severity));
    }

    [Fact]
    public async Task Look_HiddenTypeInATrimmedProject_IsProc1006()
    {
        var compilation = TestCompilation.CreateWithLibrary(
            ["class C { static void M(Processing.Messaging.Connection connection) => connection.Send(new Own()); private class Own { public int A { get; set; } } }"]);

        Assert.Empty(await AnalyzeAsync(compilation));
        Assert.Equal("PROC1006", Assert.Single(await AnalyzeAsync(compilation, isTrimmed: true)).Id);
    }

    [Fact]
    public async Task Look_MessageOfAnAssemblyWithoutFormatters_IsProc1006()
    {
        const string Other = "[Processing.Message] public class Other { [Processing.Key(0)] public int A { get; set; } }";
        const string Mark = "[assembly: System.Reflection.AssemblyMetadata(\"Processing.Formatters\", \"1\")]";
        Assert.Equal("PROC1006", Assert.Single(await AnalyzeSendingAsync(Other)).Id);
        Assert.Empty(await AnalyzeSendingAsync(Mark + Other));
        Assert.Empty(await AnalyzeSendingAsync("public class Other { public int A { get; set; } }"));
    }

    internal static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation, bool isTrimmed)
        => AnalyzeAsync(compilation, isTrimmed ? "PublishTrimmed" : null);

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(Compilation compilation, string? property = null)
    {
        TestCompilation.AssertCompiles(compilation);
        var options = new AnalyzerOptions([], new TrimmedOptions(property));
        return await compilation.WithAnalyzers([new FormatterAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
    }

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeSendingAsync(string library)
    {
        var referenced = TestCompilation.CreateWithLibrary([library]).WithAssemblyName("Other");
        return AnalyzeAsync(
            TestCompilation.CreateWithLibrary(["class C { static void M(Processing.Messaging.Connection connection) => connection.Send(new Other()); }"])
                .AddReferences(referenced.ToMetadataReference()),
            isTrimmed: true);
    }

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeBodyAsync(string body) => AnalyzeAsync(TestCompilation.CreateWithLibrary([$$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Processing;
        using Processing.Messaging;
        class Holder { public System.IO.Stream Stream { get; set; } }
        class Good { public int A { get; set; } }
        interface IFace { }
        class Other { public void Send<T>(T value) { } }
        class Sample { void Test(Connection connection, Pool pool) { {{body}} } }
        """]));
}
