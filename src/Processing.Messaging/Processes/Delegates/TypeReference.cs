using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Processing.Messaging;

/// <summary>
/// Names a type of this program to a child that runs the same program: assembly, module version and metadata token, or the full name where
/// there are no tokens (NativeAOT). It travels only on the private channel from a parent to its child, never on a connection.
/// </summary>
internal static class TypeReference
{
    private const int ElementArray = 1;
    private const int Definition = 0;

    /// <summary>Writes <paramref name="type"/>, closed generic types with their arguments.</summary>
    public static void Write(ref MessageWriter writer, Type type)
    {
        if (type.IsArray)
        {
            writer.WriteArrayHeader(3);
            writer.WriteInt64(ElementArray);
            writer.WriteInt64(type.IsSZArray ? 0 : type.GetArrayRank());
            Write(ref writer, type.GetElementType()!); // an array type always has one
            return;
        }

        if (type.IsPointer || type.IsByRef || type.IsGenericParameter)
        {
            throw new MessageSerializationException($"The type {type} cannot be named to a child process: only ordinary, closed types can.");
        }

        writer.WriteArrayHeader(6);
        writer.WriteInt64(Definition);
        ModuleReference.Write(ref writer, type.Module);
        writer.WriteInt64(ModuleReference.HasTokens ? type.MetadataToken : 0);
        writer.WriteString(DefinitionName(type));
        Type[] arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        writer.WriteArrayHeader(arguments.Length);
        foreach (Type argument in arguments)
        {
            Write(ref writer, argument);
        }
    }

    /// <summary>Finds the type in this process.</summary>
    /// <exception cref="ProcessingException">The program changed since the parent started, or the type is not part of it.</exception>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The parent, which is the same binary, has the type in use: it was not trimmed away.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The closed type exists in the parent, which is the same binary.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The closed type exists in the parent, which is the same binary.")]
    public static Type Read(ref MessageReader reader)
    {
        _ = reader.ReadArrayHeader();
        if (reader.ReadInt32() == ElementArray)
        {
            int rank = reader.ReadInt32();
            Type element = Read(ref reader);
            return rank == 0 ? element.MakeArrayType() : element.MakeArrayType(rank);
        }

        Module module = ModuleReference.Read(ref reader);
        int token = reader.ReadInt32();
        string name = reader.ReadString() ?? "";
        Type type = token != 0
            ? module.ResolveType(token)
            : module.Assembly.GetType(name) ?? throw new ProcessingException($"The type {name} is not part of {module.Assembly.GetName().Name} in this process.");
        int count = reader.ReadArrayHeader();
        if (count == 0)
        {
            return type;
        }

        var arguments = new Type[count];
        for (int i = 0; i < count; i++)
        {
            arguments[i] = Read(ref reader);
        }

        return type.MakeGenericType(arguments);
    }

    private static string DefinitionName(Type type)
        => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;
}
