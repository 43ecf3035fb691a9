using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Processing.Generators;

namespace Processing.UnitTests.Generators;

public sealed class CaptureAnalyzerTests
{
    [Theory]
    [InlineData("int a = 1; ChildProcess.Start(() => Use(a));", "'a'")]
    [InlineData("int a = 1, b = 2; ChildProcess.Start(() => Use(a + b + a));", "'a', 'b'")]
    [InlineData("ChildProcess.Start(() => Use(parameter));", "'parameter'")]
    [InlineData("ChildProcess.Start(() => Use(_field));", "'this'")]
    [InlineData("ChildProcess.Start(() => Use(this._field));", "'this'")]
    [InlineData("ChildProcess.Start(() => InstanceMethod());", "'this'")]
    [InlineData("ChildProcess.Start(() => Use(base.GetHashCode()));", "'this'")]
    [InlineData("ChildProcess.Start(InstanceMethod);", "'this'")]
    [InlineData("ChildProcess.Start(this.InstanceMethod);", "'this'")]
    [InlineData("var other = new Sample(); ChildProcess.Start(other.InstanceMethod);", "'other'")]
    [InlineData("ChildProcess.Start(new Sample().InstanceMethod);", "'new Sample()'")]
    [InlineData("string text = \"\"; ChildProcess.Start(text.Extension);", "'text'")]
    [InlineData("int a = 1; ChildProcess.Start(new Action(() => Use(a)));", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start((Action)(() => Use(a)));", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start(delegate { Use(a); });", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start(entry: () => Use(a));", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start(() => { Action inner = () => Use(a); inner(); });", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start(() => { void Inner() => Use(a); Inner(); });", "'a'")]
    [InlineData("int a = 1; void Local() => Use(a); ChildProcess.Start(Local);", "'a'")]
    [InlineData("int a = 1; void Local() => Use(a); ChildProcess.Start(() => Local());", "'a'")]
    [InlineData("int a = 1; void Deep() => Use(a); void Local() { Action call = Deep; call(); } ChildProcess.Start(() => Local());", "'a'")]
    [InlineData("void Local() => InstanceMethod(); ChildProcess.Start(Local);", "'this'")]
    [InlineData("int a = 1; ChildProcess.Start(parameter > 0 ? () => Use(a) : StaticMethod);", "'a'")]
    [InlineData("int a = 1; ChildProcess.Start(parameter switch { 0 => StaticMethod, _ => () => Use(a) });", "'a'")]
    [InlineData("int a = 1; _ = ChildProcess.RunAsync(n => n + a, 40);", "'a'")]
    [InlineData("int a = 1; new Pool().Map(x => x * a, new[] { 1 });", "'a'")]
    [InlineData("int a = 1; new Pool().Map(x => (from y in new[] { x } where y > a select y).Count(), new[] { 1 });", "'a'")]
    [InlineData("_ = (from y in new[] { 1 } let z = y + 1 select ChildProcess.Start(() => Use(z))).ToList();", "'z'")]
    [InlineData("_ = (from y in new[] { 1 } select ChildProcess.Start(() => Use(y))).ToList();", "'y'")]
    [InlineData("int a = 1; ChildProcess.Start(async () => { await Task.Yield(); Use(a); });", "'a'")]
    [InlineData("foreach (var item in new[] { 1 }) { ChildProcess.Start(() => Use(item)); }", "'item'")]
    [InlineData("if (int.TryParse(\"1\", out var parsed)) { ChildProcess.Start(() => Use(parsed)); }", "'parsed'")]
    public async Task Check_Capture_NamesIt(string body, string names)
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(body));

        Assert.Equal("PROC001", diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains($"cannot take {names} along", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ChildProcess.Start(() => Use(1));")]
    [InlineData("ChildProcess.Start(static () => Use(1));")]
    [InlineData("ChildProcess.Start(StaticMethod);")]
    [InlineData("ChildProcess.Start(Sample.StaticMethod);")]
    [InlineData("ChildProcess.Start(() => Use(s_static));")]
    [InlineData("const int a = 1; ChildProcess.Start(() => Use(a));")]
    [InlineData("int a = 1; ChildProcess.Start(() => Console.WriteLine(nameof(a)));")]
    [InlineData("static void Local() => Use(1); ChildProcess.Start(Local);")]
    [InlineData("void Local() => Use(1); ChildProcess.Start(Local);")]
    [InlineData("int Local(int n) => n < 2 ? n : Local(n - 1) + Local(n - 2); _ = ChildProcess.RunAsync<int, int>(Local, 40);")]
    [InlineData("void Local(int n) { int own = n; Use(own); } ChildProcess.Start(() => Local(1));")]
    [InlineData("_ = ChildProcess.RunAsync(n => { int own = n; Func<int> inner = () => own + n; return inner(); }, 40);")]
    [InlineData("new Pool().Map(x => (from y in new[] { x } let z = y + x where z > 0 select z).Count(), new[] { 1 });")]
    [InlineData("ChildProcess.Start(() => Use(new Sample { _field = 1 }._field));")]
    [InlineData("ChildProcess.Start(() => { var anonymous = new { Number = 1 }; Use(anonymous.Number); });")]
    [InlineData("ChildProcess.Start(() => { if (new object() is string { Length: > 0 } text) { Use(text.Length); } });")]
    [InlineData("int a = 1; ChildProcess.Start(n => Use(n), a);")]
    [InlineData("int a = 1; new ChildProcess().OnExit(() => Use(a));")]
    [InlineData("int a = 1; Action plain = () => Use(a); plain();")]
    [InlineData("Action given = StaticMethod; ChildProcess.Start(given);")]
    [InlineData("ChildProcess.Start(null as Action);")]
    public async Task Check_NothingCaptured_IsAccepted(string body) => Assert.Empty(await AnalyzeAsync(body));

    [Fact]
    public async Task Check_PrimaryConstructorParameter_IsCaptured()
    {
        var diagnostics = await AnalyzeSourcesAsync(ProcessingStubs.Entries, """
            using Processing.Messaging;
            class Holder(int number) { void M() => ChildProcess.Start(() => System.Console.WriteLine(number)); }
            """);

        Assert.Contains("'number'", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OwnMethodWithMarkedParameter_IsChecked()
        => Assert.Single(await AnalyzeSourcesAsync(ProcessingStubs.Entries, """
            using System;
            using Processing.Messaging;
            static class Wrapper
            {
                static void Run([ProcessEntry] Action entry) => ChildProcess.Start(entry);
                static void M(int number) => Run(() => Console.WriteLine(number));
            }
            """));

    [Fact]
    public async Task Check_ConstructorParameter_NamesTheType()
    {
        var diagnostics = await AnalyzeSourcesAsync(ProcessingStubs.Entries, """
            using System;
            using Processing.Messaging;
            class Runner { public Runner([ProcessEntry] Action entry) { } public static Runner M(int number) => new(() => Console.WriteLine(number)); }
            """);

        Assert.Contains("argument of 'Runner'", Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WithoutTheAttribute_ReportsNothing()
        => Assert.Empty(await AnalyzeSourcesAsync("class C { void M(int a) { System.Action f = () => System.Console.WriteLine(a); f(); } }"));

    private static Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string body) => AnalyzeSourcesAsync(ProcessingStubs.Entries, $$"""
        using System;
        using System.Linq;
        using System.Threading.Tasks;
        using Processing.Messaging;
        class Sample
        {
            public int _field;
            private static int s_static;
            public void InstanceMethod() { _field++; }
            public static void StaticMethod() { s_static++; }
            private static void Use(int value) { }
            public void Test(int parameter) { {{body}} }
        }
        static class Extensions { public static void Extension(this string text) { } }
        """);

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeSourcesAsync(params string[] sources)
    {
        var compilation = TestCompilation.Create(sources, OutputKind.DynamicallyLinkedLibrary);
        TestCompilation.AssertCompiles(compilation);
        return await compilation.WithAnalyzers([new CaptureAnalyzer()]).GetAnalyzerDiagnosticsAsync();
    }
}
