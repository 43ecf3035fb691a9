using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Processing.Generators;

namespace Processing.UnitTests.Generators;

/// <summary>
/// The generator cannot ask the library what it has formatters for, so it has a table of its own. Every public type of .NET is asked for in both.
/// </summary>
public sealed class BuiltInTypesTests
{
    private static readonly CSharpCompilation s_compilation = TestCompilation.CreateWithLibrary([""]);

    [Fact]
    public void Values_AreThoseOfTheLibrary()
    {
        var differing = new List<string>();
        int built = 0;
        foreach (var type in PublicTypes().Where(static type => !type.IsGenericTypeDefinition && !type.IsByRefLike && type != typeof(void)))
        {
            bool isBuiltIn = IsBuiltIn(type);
            built += isBuiltIn ? 1 : 0;
            if (s_compilation.GetTypeByMetadataName(type.FullName!) is { } symbol && isBuiltIn != BuiltInTypes.IsValue(symbol))
            {
                differing.Add($"{type}: {(isBuiltIn ? "only the library has it" : "only the generator has it")}");
            }
        }

        Assert.Empty(differing);
        Assert.True(built > 30, $"only {built} types were found");
    }

    [Fact]
    public void Memory_OfBytes_IsAValue()
    {
        foreach (var type in new[]
        {
            typeof(byte[]), typeof(Memory<byte>), typeof(ReadOnlyMemory<byte>), typeof(ArraySegment<byte>), typeof(System.Buffers.ReadOnlySequence<byte>),
        })
        {
            Assert.True(IsBuiltIn(type) && BuiltInTypes.IsValue(SymbolOf(type)), type.ToString());
        }

        Assert.False(BuiltInTypes.IsValue(SymbolOf(typeof(Memory<int>))));
        Assert.False(BuiltInTypes.IsValue(SymbolOf(typeof(int[]))));
    }

    [Fact]
    public void GenericTypes_HaveTheLibrarysFormatters()
    {
        var differing = new List<string>();
        int same = 0;
        foreach (var type in PublicTypes().Select(Close).OfType<Type>().Concat(
            [typeof(int[]), typeof(int[,]), typeof(int[,,]), typeof(int[,,,]), typeof(int[,,,,]), typeof(Tuple<int, int, int, int, int, int, int, Tuple<int>>)]))
        {
            var expected = LibraryFormatter(type);
            string? factory = BuiltInTypes.FindFactory(SymbolOf(type), out _);
            var found = factory is null ? null : Make(factory, type);
            same += found is not null && found == expected ? 1 : 0;
            if (found != expected)
            {
                differing.Add($"{type}: the library has {expected}, the generator {found}");
            }
        }

        Assert.Empty(differing);
        Assert.True(same > 50, $"only {same} types were found");
    }

    private static IEnumerable<Type> PublicTypes()
        => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(static file => Path.GetFileNameWithoutExtension(file))
            .Where(static name => name == "System.Private.CoreLib" || name == "System.Private.Uri" || (name.StartsWith("System.", StringComparison.Ordinal)
                && !name.StartsWith("System.Private", StringComparison.Ordinal)))
            .SelectMany(static name => Assembly.Load(name).GetExportedTypes())
            .Where(static type => type.DeclaringType is null && type.FullName is not null && !type.IsPointer)
            .Distinct();

    // All arguments are integers; whatever has constraints that integers do not meet is in no table.
    private static Type? Close(Type definition)
    {
        if (!definition.IsGenericTypeDefinition || definition.IsByRefLike || (definition.IsAbstract && definition.IsSealed))
        {
            return null;
        }

        try
        {
            var arguments = definition.GetGenericArguments().Select(static _ => typeof(int)).ToArray();
            return definition.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            return null; // see above
        }
    }

    private static bool IsBuiltIn(Type type)
        => type.IsEnum
            || Invoke(typeof(BuiltInFormatters), nameof(BuiltInFormatters.TryCreate), type) is not null
            || Invoke(typeof(ValueFormatters), nameof(ValueFormatters.TryCreate), type) is not null;

    private static object? Invoke(Type owner, string method, Type argument) => owner.GetMethod(method)!.MakeGenericMethod(argument).Invoke(null, null);

    private static Type? LibraryFormatter(Type type)
    {
        try
        {
            return GenericFormatters.TryFind(type, out var arguments)?.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            return null; // a constraint of the formatter that integers do not meet, such as the rest of a long tuple
        }
    }

    private static Type? Make(string factory, Type type)
    {
        string name = factory[..factory.IndexOf('<', StringComparison.Ordinal)];
        Type[] parts = type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments();
        var makers = typeof(FormatterProvider).GetMethods(BindingFlags.NonPublic | BindingFlags.Static).Where(method => method.Name == name);
        var maker = makers.Single(method => method.GetGenericArguments().Length is var count
            && count == parts.Length + (TakesItself(name) ? 1 : 0));
        try
        {
            return maker.MakeGenericMethod(TakesItself(name) ? [type, .. parts] : parts).Invoke(null, null)!.GetType();
        }
        catch (ArgumentException)
        {
            return null; // as above
        }
    }

    private static bool TakesItself(string factory) => factory is "GridOf" or "MapOf" or "SortedMapOf" or "SetOf" or "SequenceOf" or "CollectionOf";

    private static ITypeSymbol SymbolOf(Type type)
        => type.IsArray ? s_compilation.CreateArrayTypeSymbol(SymbolOf(type.GetElementType()!), type.GetArrayRank())
            : type.IsGenericType ? ((INamedTypeSymbol)Named(type.GetGenericTypeDefinition())).Construct(type.GetGenericArguments().Select(SymbolOf).ToArray())
            : Named(type);

    private static ITypeSymbol Named(Type type) => s_compilation.GetTypeByMetadataName(type.FullName!)!; // of an assembly the compilation references
}
