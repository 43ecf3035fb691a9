using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.Loader;

namespace Processing.Messaging;

/// <summary>Names a module of this program to a child: assembly name and module version id, so that a rebuilt program is noticed.</summary>
internal static class ModuleReference
{
    /// <summary>NativeAOT has no metadata tokens; its mark is that the runtime was given no list of assemblies.</summary>
    public static bool HasTokens { get; } = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is not null;

    /// <summary>Writes <paramref name="module"/>.</summary>
    /// <exception cref="MessageSerializationException">The child could not load the module by name.</exception>
    public static void Write(ref MessageWriter writer, Module module)
    {
        Assembly assembly = module.Assembly;
        if (assembly.IsDynamic)
        {
            throw new MessageSerializationException(
                $"Code of the run-time generated assembly {assembly.GetName().Name} cannot run in a child process: the child has no copy of it.");
        }

        if (AssemblyLoadContext.GetLoadContext(assembly) is { } context && context != AssemblyLoadContext.Default)
        {
            throw new MessageSerializationException(
                $"Code of {assembly.GetName().Name} cannot run in a child process: it was loaded into the load context '{context.Name}', and the child knows only the default one.");
        }

        writer.WriteString(assembly.FullName);
        writer.WriteBinary(module.ModuleVersionId.ToByteArray());
    }

    /// <summary>Finds the module in this process.</summary>
    /// <exception cref="ProcessingException">The file was rebuilt since the parent started.</exception>
    public static Module Read(ref MessageReader reader)
    {
        string name = reader.ReadString() ?? "";
        var version = new Guid(reader.ReadBinary() ?? []);
        Assembly assembly = Assembly.Load(new AssemblyName(name));
        Module module = assembly.ManifestModule;
        if (module.ModuleVersionId != version)
        {
            throw new ProcessingException(
                $"{assembly.GetName().Name} was rebuilt since the parent process started, so a child can no longer run its code; restart the parent.");
        }

        return module;
    }
}
