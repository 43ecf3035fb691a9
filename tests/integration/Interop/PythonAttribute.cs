using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Xunit.Sdk;

namespace Processing.IntegrationTests.Interop;

/// <summary>One run of a theory with a CPython of this version, such as 3.12; skipped, by name, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class PythonAttribute : DataAttribute
{
    private static readonly ConcurrentDictionary<string, string?> s_found = new();

    private readonly string _version;
    private readonly object[] _more;

    /// <param name="version">The version, by its first two numbers.</param>
    /// <param name="more">What the theory takes behind the interpreter.</param>
    public PythonAttribute(string version, params object[] more)
    {
        _version = version;
        _more = more;
        if (Find(version) is null)
        {
            Skip = $"missing: CPython {version} (no python{version} on PATH, in ~/.pyenv/versions, /usr, /usr/local or /opt)";
        }
    }

    /// <summary>The interpreter's path; null where there is none.</summary>
    public static string? Find(string version) => s_found.GetOrAdd(version, static version => Candidates(version).FirstOrDefault(path => Is(path, version)));

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[new PythonInterpreter(_version), .. _more]];

    private static IEnumerable<string> Candidates(string version)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string[] roots = [Path.Combine(home, ".pyenv/versions"), "/opt", "/opt/hostedtoolcache/Python"];
        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. roots.Where(Directory.Exists)
                .SelectMany(Directory.EnumerateDirectories)
                .Where(folder => Path.GetFileName(folder).Replace("python", "", StringComparison.Ordinal).StartsWith(version + ".", StringComparison.Ordinal))
                .SelectMany(folder => new[] { Path.Combine(folder, "bin/python3"), Path.Combine(folder, "x64/bin/python3") }),
            .. path.Concat(["/usr/bin", "/usr/local/bin"])
                .SelectMany(folder => new[] { Path.Combine(folder, $"python{version}"), Path.Combine(folder, "python3") }),
        ];
    }

    private static bool Is(string path, string version)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(path, ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 && output == version;
    }
}
