using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;

namespace Processing.Messaging;

/// <summary>
/// The command that started this process, so that a child runs the very same program in the very same host: apphost, <c>dotnet app.dll</c>,
/// single file, or a test host.
/// </summary>
internal sealed record HostCommand(string Path, IReadOnlyList<string> Arguments)
{
    // Only success is kept: being out of descriptors passes.
    private static readonly Lazy<HostCommand> s_current = new(Read, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The command of this process; relative paths in it were made absolute, for the working directory may have changed since.</summary>
    public static HostCommand Current => s_current.Value;

    private static HostCommand Read()
    {
        string path = Environment.ProcessPath
            ?? throw new ProcessStartException("The path of the running program is not known, so it cannot be started again as a child.");
        string[] commandLine = ReadCommandLine().Split('\0');

        // The kernel ends every argument with a zero byte, so the split leaves one empty string behind the last.
        string[] arguments = commandLine.Length > 2 ? commandLine[1..^1] : [];
        if (System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet")
        {
            MakeHostPathsAbsolute(arguments);
        }

        return new HostCommand(path, arguments);
    }

    private static string ReadCommandLine()
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline"));
        }
        catch (IOException failure)
        {
            throw new ProcessStartException($"The command that started this program could not be read, so it cannot be started again: {failure.Message}", failure);
        }
    }

    // "dotnet [exec] [--runtimeconfig R] [--depsfile D] app.dll user-arguments": R, D and app.dll may be relative to a directory that is no
    // longer the current one (test runners change it), but the runtime knows where it found them.
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A program in a single file is not started through the dotnet host.")]
    private static void MakeHostPathsAbsolute(string[] arguments)
    {
        string? entry = Assembly.GetEntryAssembly()?.Location;
        string? depsFile = (AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string)?.Split(';')[0];
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (i > 0 && arguments[i - 1] is "--depsfile" && depsFile is not null)
            {
                arguments[i] = depsFile;
            }
            else if (i > 0 && arguments[i - 1] is "--runtimeconfig" && !System.IO.Path.IsPathRooted(argument) && depsFile is not null)
            {
                arguments[i] = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(depsFile) ?? "/", System.IO.Path.GetFileName(argument));
            }
            else if (!string.IsNullOrEmpty(entry) && System.IO.Path.GetFileName(argument) == System.IO.Path.GetFileName(entry))
            {
                // What follows the program's own file are the user's arguments: they stay as they are.
                arguments[i] = entry;
                return;
            }
        }
    }
}
