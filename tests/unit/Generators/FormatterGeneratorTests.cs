using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Processing.Generators;

namespace Processing.UnitTests.Generators;

public sealed class FormatterGeneratorTests
{
    private const string Provider = "Processing.Formatters.g.cs";

    [Fact]
    public void Generate_MessageType_HasAFormatterAndAnInitializer()
    {
        string source = Formatters("[Processing.Message] public class Mark { [Processing.Key(1)] public int A { get; set; } }");

        Assert.Contains("class Formatter0 : global::Processing.MemberFormatter<global::Mark>", source, StringComparison.Ordinal);
        Assert.Contains("base(true,\n", source, StringComparison.Ordinal);
        Assert.Contains("MemberKey(\"A\", \"A\", 1, true)", source, StringComparison.Ordinal);
        Assert.Contains("ModuleInitializer]", source, StringComparison.Ordinal);
        Assert.Contains("AssemblyMetadata(\"Processing.Formatters\", \"1\")", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("connection.Send(new Item());")]
    [InlineData("_ = connection.SendAsync(new Item[1]);")]
    [InlineData("_ = connection.Receive<List<Item>>();")]
    [InlineData("_ = connection?.ReceiveAsync<(int, Item)>();")]
    [InlineData("_ = connection.TryReceive(out Dictionary<int, Item> found);")]
    [InlineData("PipeQueue<Item> queue = new();")]
    [InlineData("_ = ProcessQueue.Create<Item>();")]
    [InlineData("ChildProcess.Start(static item => { }, new Item());")]
    [InlineData("_ = ChildProcess.RunAsync(static () => new Item());")]
    [InlineData("_ = ChildProcess.RunAsync(static async () => { await Task.Yield(); return new Item(); });")]
    [InlineData("_ = pool.Run(static n => new Item(), 1);")]
    [InlineData("_ = pool.Map(static (Item item) => 1, new Item[1]);")]
    [InlineData("_ = pool.ImapUnorderedAsync(static n => new Outer(), new[] { 1 });")]
    [InlineData("connection.Send(new Deep<Item>());")]
    [InlineData("connection.Send((1, 2, 3, 4, 5, 6, 7, 8, new Item[1, 1]));")]
    [InlineData("connection.Send(default(ImmutableDictionary<int, ConcurrentQueue<FrozenSet<ReadOnlyMemory<Item>>>>));")]
    [InlineData("connection.Send(default(ImmutableSortedSet<ReadOnlyDictionary<Guid, ImmutableArray<ArraySegment<Item>>>>));")]
    [InlineData("connection.Send(default(ObservableCollection<ConcurrentDictionary<int, SortedSet<Item>>>));")]
    public void Generate_TypeThatReachesACall_HasAFormatter(string body)
        => Assert.Contains("MemberFormatter<global::Item>", Formatters(Body(body)), StringComparison.Ordinal);

    [Fact]
    public void Generate_Parts_AreMadeWithoutReflection()
    {
        string source = Formatters(Body("connection.Send(new Dictionary<string, (Item, int?)[]>());"));

        Assert.Contains("MapOf<global::System.Collections.Generic.Dictionary<string, global::System.ValueTuple<", source, StringComparison.Ordinal);
        Assert.Contains("return ArrayOf<global::System.ValueTuple<global::Item, global::System.Nullable<int>>>();", source, StringComparison.Ordinal);
        Assert.Contains("return NullableOf<int>();", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_WhatCSharpCannotReach_UsesAccessors()
    {
        string source = Formatters("""
            using Processing;
            [Message] public class Secret
            {
                [Key(0)] private int _number;
                [Key(1)] private string Text { get; set; }
                [Key(2)] public required int Given { get; init; }
            }
            [Message(KeyAsName = true)] public readonly record struct Cell(int A);
            """);

        Assert.Contains("UnsafeAccessorKind.Field, Name = \"_number\")] internal static extern ref int", source, StringComparison.Ordinal);
        Assert.Contains("Name = \"get_Text\"", source, StringComparison.Ordinal);
        Assert.Contains("Name = \"set_Given\"", source, StringComparison.Ordinal);
        Assert.Contains("UnsafeAccessorKind.Constructor)] internal static extern global::Secret", source, StringComparison.Ordinal);
        Assert.Contains("(ref global::Cell owner, int part)", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ConstrainedGenericType_RepeatsItsConstraints()
    {
        string source = Formatters("""
            using System;
            using System.Collections.Generic;
            using Processing;
            using Processing.Messaging;
            public interface IShape<T> { }
            public class Base { }
            public class Box<TKey, TPart, TNumber, TAny>
                where TKey : class, IShape<TKey>, new()
                where TPart : Base, IEquatable<List<TKey>>
                where TNumber : struct, Enum
                where TAny : notnull
            {
                public TAny Any { get; init; }
                public required TNumber Number { get; init; }
            }
            public struct Cell<T> where T : unmanaged { public T Value { get; init; } }
            public class Key : IShape<Key> { }
            public class Part : Base, IEquatable<List<Key>> { public bool Equals(List<Key> other) => true; }
            class Test
            {
                void M(Connection connection)
                {
                    connection.Send(default(Box<Key, Part, DayOfWeek, string>));
                    connection.Send(default(Cell<int>));
                }
            }
            """);

        Assert.Contains(
            " where TKey : class, global::IShape<TKey>, new()"
                + " where TPart : global::Base, global::System.IEquatable<global::System.Collections.Generic.List<TKey>>"
                + " where TNumber : struct, global::System.Enum { ",
            source,
            StringComparison.Ordinal);
        Assert.Contains("<T> where T : unmanaged { ", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ConstraintThatCannotBeNamed_IsLeftToReflection()
        => Assert.DoesNotContain(
            Provider,
            Run(TestCompilation.CreateWithLibrary(["""
                using Processing.Messaging;
                class Outer
                {
                    private interface IHidden { }
                    private class Hidden : IHidden { }
                    private class Box<T> where T : IHidden { public int A { get; init; } }
                    void M(Connection connection) => connection.Send(default(Box<Hidden>));
                }
                """])).Keys);

    [Fact]
    public void Generate_MessageWithABaseOfAnotherAssembly_IsDoneWhereThatCannotHaveKeys()
    {
        const string Own = "using Processing; [Message] public class Own : Foreign { [Key(0)] public int A { get; set; } [IgnoreMember] public int C => 1; }";
        var plain = TestCompilation.Create(["public class Foreign { private int _b; public Foreign() { _b = 1; } }"], OutputKind.DynamicallyLinkedLibrary)
            .WithAssemblyName("Plain");
        var keyed = TestCompilation.CreateWithLibrary(["public class Foreign { [Processing.Key(1)] private int _b; public Foreign() { _b = 1; } }"])
            .WithAssemblyName("Keyed");

        Assert.Contains("MemberFormatter<global::Own>", Run(TestCompilation.CreateWithLibrary([Own]).AddReferences(Image(plain)))[Provider], StringComparison.Ordinal);
        Assert.DoesNotContain(Provider, Run(TestCompilation.CreateWithLibrary([Own]).AddReferences(Image(keyed))).Keys);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    public void Generate_OlderLanguage_Compiles(LanguageVersion language)
        => Assert.NotEmpty(Formatters("[Processing.Message(KeyAsName = true)] public record Old(int A, string B) { public int C { get; init; } }", language: language));

    [Fact]
    public void Generate_LanguageBeforeModuleInitializers_WritesNothing()
        => Assert.DoesNotContain(
            Provider,
            Run(TestCompilation.CreateWithLibrary(["[Processing.Message] public class Mark { }"], language: LanguageVersion.CSharp8), LanguageVersion.CSharp8).Keys);

    [Fact]
    public void Generate_Program_RegistersBeforeTheGuard()
    {
        var sources = Run(TestCompilation.CreateWithLibrary(
            ["[Processing.Message] public class Mark { } class Program { static void Main() { } }"], OutputKind.ConsoleApplication));

        Assert.Contains("static partial void RegisterFormatters() =>", sources[Provider], StringComparison.Ordinal);
        Assert.DoesNotContain("ModuleInitializer]", sources[Provider], StringComparison.Ordinal);
        string guard = sources["Processing.ModuleInitializer.g.cs"];
        Assert.True(guard.IndexOf("RegisterFormatters();", StringComparison.Ordinal) < guard.IndexOf("OnModuleInitialized", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("connection.Send(1); connection.Send(\"\"); connection.Send(DayOfWeek.Friday); connection.Send(connection);")]
    [InlineData("MessageFormatter.Register<Item>(null); connection.Send(new Item());")]
    [InlineData("connection.Send(new Own());")]
    [InlineData("connection.Send(new object());")]
    public void Generate_NothingToDo_WritesNothing(string body)
        => Assert.DoesNotContain(Provider, Run(TestCompilation.CreateWithLibrary([Body(body)])).Keys);

    [Fact]
    public void Generate_WithoutTheLibrary_WritesNothing()
        => Assert.DoesNotContain(Provider, Run(TestCompilation.Create(["class C { }"], OutputKind.DynamicallyLinkedLibrary)).Keys);

    [Fact]
    public void Generate_UnrelatedEdit_RunsNothingAgain()
    {
        var compilation = TestCompilation.CreateWithLibrary(
            [Body("connection.Send(new Outer());"), "[Processing.Message] public class Mark { [Processing.Key(0)] public int A { get; set; } }",
             "[Processing.Union(1, typeof(Case))] public interface IBase { } public record Case(int A) : IBase;", "class Unrelated { }"]);
        var driver = Driver(LanguageVersion.Latest).RunGenerators(compilation);

        var unrelated = compilation.SyntaxTrees[3];
        var edited = compilation.ReplaceSyntaxTree(unrelated, unrelated.WithChangedText(SourceText.From("class Unrelated { void M() { M(); } }")));
        var result = driver.RunGenerators(edited).GetRunResult().Results[0];

        string[] steps =
        [
            FormatterGenerator.NeedStep, FormatterGenerator.MessageStep, FormatterGenerator.UnionStep, FormatterGenerator.CallStep,
            FormatterGenerator.ModelStep,
        ];
        var outputs = steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(step => step.Outputs).ToList();
        Assert.True(outputs.Count >= steps.Length);
        Assert.All(outputs, output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}"));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Generate_MemberAddedByAnEdit_IsNoticed()
    {
        var compilation = TestCompilation.CreateWithLibrary([Body("connection.Send(new Outer());"), "public class Other { }"]);
        var driver = Driver(LanguageVersion.Latest).RunGenerators(compilation);
        var tree = compilation.SyntaxTrees[0];
        var edited = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(SourceText.From(
            tree.ToString().Replace("class Item {", "class Item { public int Added { get; set; }", StringComparison.Ordinal))));

        string source = driver.RunGenerators(edited).GetRunResult().Results[0].GeneratedSources.Single().SourceText.ToString();
        Assert.Contains("value.@Added", source, StringComparison.Ordinal);
    }

    private static PortableExecutableReference Image(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string Body(string body) => $$"""
        using System;
        using System.Collections.Concurrent;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Collections.ObjectModel;
        using System.Threading.Tasks;
        using Processing;
        using Processing.Messaging;
        class Item { public int A { get; set; } }
        class Outer { public List<Item> Items { get; set; } }
        class Deep<T> { public T Value { get; set; } }
        class Sample { private class Own { public int A { get; set; } } void Test(Connection connection, Pool pool) { {{body}} } }
        """;

    private static string Formatters(string source, LanguageVersion language = LanguageVersion.Latest)
        => Run(TestCompilation.CreateWithLibrary([source], language: language), language)[Provider];

    private static Dictionary<string, string> Run(Compilation compilation, LanguageVersion language = LanguageVersion.Latest)
    {
        var driver = Driver(language).RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        TestCompilation.AssertCompiles(output);
        return driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources)
            .ToDictionary(source => source.HintName, source => source.SourceText.ToString());
    }

    private static CSharpGeneratorDriver Driver(LanguageVersion language) => CSharpGeneratorDriver.Create(
        [new FormatterGenerator().AsSourceGenerator(), new ModuleInitializerGenerator().AsSourceGenerator()],
        parseOptions: CSharpParseOptions.Default.WithLanguageVersion(language),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
}
