using System.Linq;
using Microsoft.CodeAnalysis;

namespace Processing.Generators;

/// <summary>Why values of some types stay in their process: the answers that the library gives at run time, as far as they can be seen.</summary>
internal static class UnsupportedReasons
{
    /// <summary>The reason in words; null where the type's members can travel.</summary>
    public static string? Explain(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
        {
            return "nothing tells what it holds; declare a concrete type";
        }

        if (type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
        {
            return "an address means nothing in another process";
        }

        return ExplainWork(type) ?? ExplainShape(type);
    }

    public static bool IsOfTheFramework(ITypeSymbol type)
        => type.ContainingAssembly?.Name is { } name
            && (name.StartsWith("System.", System.StringComparison.Ordinal) || name.StartsWith("Microsoft.", System.StringComparison.Ordinal)
                || name is "netstandard" or "mscorlib" or "System");

    private static string? ExplainWork(ITypeSymbol type)
        => type.TypeKind == TypeKind.Delegate || Is(type, "System.Delegate") || Is(type, "System.Reflection.MemberInfo")
            ? "code stays in its process; pass a method to ChildProcess.Start or to a pool instead"
            : Is(type, "System.Threading.Tasks.Task") || IsValueTask(type)
            ? "work in progress stays in its process; send its result"
            : Is(type, "System.Collections.IEnumerator") || TypeNames.Definition(type) == "System.Collections.Generic.IAsyncEnumerable`1"
            ? "an iteration stays in its process; send its elements as an array or list"
            : type.ToDisplayString() is "System.Threading.CancellationToken" or "System.Threading.CancellationTokenSource"
            ? "cancellation does not reach another process by a message; use CurrentProcess.StopToken there"
            : Is(type, "System.Exception")
            ? "an exception would be rebuilt from a type name; send its text"
            : Is(type, "System.Runtime.InteropServices.SafeHandle") || Is(type, "System.IDisposable") || Is(type, "System.IAsyncDisposable")
            ? "it holds a resource of this process; send what is needed to open it there, or the SafeFileHandle, SafePipeHandle or Socket below it"
            : null;

    private static string? ExplainShape(ITypeSymbol type)
        => type is IArrayTypeSymbol
            ? "only arrays of one to four dimensions travel; send an array of arrays"
            : type.TypeKind == TypeKind.Interface || type.IsAbstract
            ? "it is abstract, and nothing tells which type stands behind it; name its types with [Union]"
            : Is(type, "System.Collections.IEnumerable")
            ? "this collection has no formatter; send an array, a List or a Dictionary"
            : !type.IsValueType && IsOfTheFramework(type)
            ? "this class of .NET has no formatter; send its data"
            : null;

    private static bool IsValueTask(ITypeSymbol type)
        => type.OriginalDefinition.ToDisplayString() is "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask<TResult>";

    private static bool Is(ITypeSymbol type, string name)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.ToDisplayString() == name)
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(contract => contract.ToDisplayString() == name);
    }
}
