using System.Diagnostics;

namespace Processing.IntegrationTests.Interop;

/// <summary>A test that needs Debian's Python with its msgpack library; skipped, and said so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonFactAttribute : FactAttribute
{
    /// <summary>The interpreter that Debian's packages are installed for, whatever else is on the path.</summary>
    internal const string Python = "/usr/bin/python3";

    private static readonly Lazy<bool> s_hasLibrary = new(HasLibrary);

    public PythonFactAttribute()
    {
        if (!s_hasLibrary.Value)
        {
            Skip = $"missing: Python's msgpack for {Python} (apt-get install python3-msgpack)";
        }
    }

    private static bool HasLibrary()
    {
        if (!File.Exists(Python))
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(Python, ["-c", "import msgpack"]) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
