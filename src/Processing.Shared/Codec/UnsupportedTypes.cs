using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Processing;

/// <summary>Why values of some types stay in their process, and what to send instead.</summary>
internal static class UnsupportedTypes
{
    private const string DeclareOrRegister = "declare a concrete type, or register a formatter with MessageFormatter.Register";

    /// <summary>The reason in words, without the type's name; null where its public members can travel.</summary>
    public static string? Explain(Type type)
    {
        if (type == typeof(object))
        {
            return $"nothing tells what it holds, and no type name is ever loaded from a message; {DeclareOrRegister}";
        }

        return ExplainWork(type) ?? ExplainResource(type) ?? ExplainShape(type);
    }

    private static string? ExplainWork(Type type)
        => type.IsAssignableTo(typeof(Delegate)) || type.IsAssignableTo(typeof(MemberInfo))
            ? "code stays in its process; pass a method to ChildProcess.Start or to a pool instead"
            : type.IsAssignableTo(typeof(Task)) || IsInstanceOf(type, typeof(ValueTask<>)) || type == typeof(ValueTask)
            ? "work in progress stays in its process; await it and send its result"
            : type.IsAssignableTo(typeof(IEnumerator)) || IsInstanceOf(type, typeof(IAsyncEnumerable<>))
            ? "an iteration stays in its process; send its elements as an array or list"
            : type == typeof(CancellationToken) || type == typeof(CancellationTokenSource)
            ? "cancellation does not reach another process by a message; use CurrentProcess.StopToken there"
            : type.IsAssignableTo(typeof(Exception))
            ? $"an exception would be rebuilt from a type name; send its text or a {nameof(RemoteException)}"
            : null;

    private static string? ExplainResource(Type type)
        => type.IsPointer || type.IsFunctionPointer || type == typeof(GCHandle)
            ? "an address means nothing in another process; send the data it points to"
            : type.IsAssignableTo(typeof(SafeHandle)) || type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable))
            ? "it holds a resource of this process; send what is needed to open it there, or the SafeFileHandle, SafePipeHandle or Socket below it"
            : null;

    private static string? ExplainShape(Type type)
        => type.IsInterface || type.IsAbstract
            ? $"it is abstract, and nothing tells which type stands behind it; name its types with [Union], {DeclareOrRegister}"
            : type.IsArray
            ? "only arrays of one to four dimensions have a formatter; send an array of arrays, or the elements and the lengths"
            : type.IsAssignableTo(typeof(IEnumerable))
            ? "this collection has no formatter; send an array, a List or a Dictionary, or register one with MessageFormatter.Register"
            : IsOfTheFramework(type)
            ? "this class of .NET has no formatter; send its data, or register one with MessageFormatter.Register"
            : null;

    // Their settable properties are seldom all of their state. Structs of .NET are plain data when they have public members.
    private static bool IsOfTheFramework(Type type)
        => !type.IsValueType
            && (type.Assembly == typeof(object).Assembly
                || type.Assembly.GetName().Name is { } name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)));

    private static bool IsInstanceOf(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
