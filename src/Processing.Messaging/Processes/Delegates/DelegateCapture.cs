using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Processing.Messaging;

/// <summary>Finds out whether a delegate needs objects that exist only in this process.</summary>
internal static class DelegateCapture
{
    /// <summary>Refuses a delegate that could not run elsewhere.</summary>
    /// <exception cref="CapturedVariableException">It captures variables, or is a method of an object.</exception>
    /// <exception cref="MessageSerializationException">It has several targets.</exception>
    public static void ThrowIfCapturing(Delegate target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.HasSingleTarget)
        {
            throw new MessageSerializationException(
                $"A delegate with {target.GetInvocationList().Length} targets cannot run in another process; pass one method.");
        }

        if (target.Target is not { } instance)
        {
            return;
        }

        Type type = instance.GetType();
        string method = target.Method.Name;
        if (target.Method.IsStatic || !type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false))
        {
            throw new CapturedVariableException(["this"], $"The delegate {method} is bound to an object of type {type}");
        }

        string[] captured = CapturedNames(type);
        if (captured.Length > 0 || type.Name.Contains("DisplayClass", StringComparison.Ordinal))
        {
            throw new CapturedVariableException(captured, $"The delegate {method} captures {Describe(captured)}");
        }
    }

    // The compiler names the fields of a closure class after the captured variables; the receiver becomes "<>4__this", an outer closure
    // "CS$<>8__locals1".
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Used for the error text alone; without the fields the text names no variable.")]
    private static string[] CapturedNames(Type closure)
    {
        var names = new List<string>();
        foreach (FieldInfo field in closure.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (field.Name.EndsWith("__this", StringComparison.Ordinal))
            {
                names.Add("this");
            }
            else if (field.Name.Contains("<>8__locals", StringComparison.Ordinal))
            {
                names.AddRange(CapturedNames(field.FieldType));
            }
            else
            {
                names.Add(field.Name);
            }
        }

        return [.. names];
    }

    private static string Describe(string[] captured) => captured.Length switch
    {
        0 => "variables",
        1 => $"the variable '{captured[0]}'",
        _ => $"the variables {string.Join(", ", captured.Select(name => $"'{name}'"))}",
    };
}
