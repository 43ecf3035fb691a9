using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Processing.Messaging;

/// <summary>
/// Names a non-capturing delegate to a child that runs the same program: declaring type, method and generic arguments. The method is found
/// by metadata token; by name and parameter types where there are no tokens (NativeAOT).
/// </summary>
internal static class DelegateReference
{
    private const BindingFlags AllMethods =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Writes what <paramref name="target"/> calls.</summary>
    /// <exception cref="CapturedVariableException">The delegate needs an object of this process.</exception>
    /// <exception cref="MessageSerializationException">The delegate cannot be named: several targets, or code made at run time.</exception>
    public static void Write(ref MessageWriter writer, Delegate target) => Write(ref writer, target, ModuleReference.HasTokens);

    /// <summary>As <see cref="Write(ref MessageWriter, Delegate)"/>, with the way of naming the method given.</summary>
    internal static void Write(ref MessageWriter writer, Delegate target, bool byToken)
    {
        DelegateCapture.ThrowIfCapturing(target);
        MethodInfo method = target.Method;
        if (method.DeclaringType is not { } declaringType)
        {
            throw new MessageSerializationException($"The method {method.Name} was made at run time (DynamicMethod), so a child process cannot find it.");
        }

        writer.WriteArrayHeader(5);
        TypeReference.Write(ref writer, declaringType);
        writer.WriteInt64(byToken ? method.MetadataToken : 0);
        writer.WriteString(method.Name);
        WriteTypes(ref writer, method.IsGenericMethod ? method.GetGenericArguments() : []);
        WriteTypes(ref writer, byToken ? [] : ParameterTypes(method));
    }

    /// <summary>Makes a delegate of type <typeparamref name="TDelegate"/> over the method that was named.</summary>
    public static TDelegate Read<TDelegate>(ref MessageReader reader)
        where TDelegate : Delegate
    {
        _ = reader.ReadArrayHeader();
        Type declaringType = TypeReference.Read(ref reader);
        int token = reader.ReadInt32();
        string name = reader.ReadString() ?? "";
        Type[] arguments = ReadTypes(ref reader);
        Type[] parameters = ReadTypes(ref reader);
        MethodInfo method = token != 0
            ? ByToken(declaringType, token, arguments)
            : ByName(declaringType, name, arguments, parameters);

        InitializeModuleOf(method);

        // A lambda that captures nothing is an instance method of a compiler-made class without state.
        return method.IsStatic
            ? method.CreateDelegate<TDelegate>()
            : method.CreateDelegate<TDelegate>(StatelessInstance(declaringType));
    }

    // The arguments are read before the method runs; formatters that a module initializer registers have to be there by then.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The module has the method, so it was kept with its initializer.")]
    private static void InitializeModuleOf(MethodInfo method) => RuntimeHelpers.RunModuleConstructor(method.Module.ModuleHandle);

    [UnconditionalSuppressMessage("Trimming", "IL2067", Justification = "A compiler-made class without fields; no constructor is run.")]
    private static object StatelessInstance(Type declaringType) => RuntimeHelpers.GetUninitializedObject(declaringType);

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The parent, which is the same binary, has a delegate to the method: it was not trimmed away.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The closed method exists in the parent, which is the same binary.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The closed method exists in the parent, which is the same binary.")]
    private static MethodInfo ByToken(Type declaringType, int token, Type[] arguments)
    {
        MethodBase method = declaringType.Module.ResolveMethod(token)
            ?? throw new ProcessingException($"Method 0x{token:x} of {declaringType} is not there in this process.");
        if (declaringType.IsGenericType)
        {
            method = MethodBase.GetMethodFromHandle(method.MethodHandle, declaringType.TypeHandle)!; // the method is of that very type
        }

        var found = (MethodInfo)method;
        return arguments.Length == 0 ? found : found.MakeGenericMethod(arguments);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "The target of a delegate keeps its reflection metadata; the parent is the same binary.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The closed method exists in the parent, which is the same binary.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The closed method exists in the parent, which is the same binary.")]
    private static MethodInfo ByName(Type declaringType, string name, Type[] arguments, Type[] parameters)
    {
        foreach (MethodInfo candidate in declaringType.GetMethods(AllMethods))
        {
            if (candidate.Name != name || (candidate.IsGenericMethodDefinition ? candidate.GetGenericArguments().Length : 0) != arguments.Length)
            {
                continue;
            }

            MethodInfo closed = arguments.Length == 0 ? candidate : candidate.MakeGenericMethod(arguments);
            if (ParameterTypes(closed).AsSpan().SequenceEqual(parameters))
            {
                return closed;
            }
        }

        throw new ProcessingException($"The method {declaringType}.{name} is not there in this process.");
    }

    private static Type[] ParameterTypes(MethodInfo method) => Array.ConvertAll(method.GetParameters(), parameter => parameter.ParameterType);

    private static void WriteTypes(ref MessageWriter writer, Type[] types)
    {
        writer.WriteArrayHeader(types.Length);
        foreach (Type type in types)
        {
            TypeReference.Write(ref writer, type);
        }
    }

    private static Type[] ReadTypes(ref MessageReader reader)
    {
        var types = new Type[reader.ReadArrayHeader()];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = TypeReference.Read(ref reader);
        }

        return types;
    }
}
