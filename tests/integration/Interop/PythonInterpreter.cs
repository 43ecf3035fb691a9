using Xunit.Abstractions;

namespace Processing.IntegrationTests.Interop;

/// <summary>A CPython that is there.</summary>
public sealed class PythonInterpreter : IXunitSerializable
{
    [Obsolete("For xunit, which fills it in.")]
    public PythonInterpreter()
    {
    }

    public PythonInterpreter(string version) => Version = version;

    /// <summary>Its first two numbers.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Where it is.</summary>
    public string Path => PythonAttribute.Find(Version) ?? throw new InvalidOperationException($"There is no CPython {Version}.");

    /// <summary>Whether it proves its key with MD5, as all did before 3.12.</summary>
    public bool IsLegacy => System.Version.Parse(Version) < new Version(3, 12);

    public void Deserialize(IXunitSerializationInfo info) => Version = info.GetValue<string>(nameof(Version));

    public void Serialize(IXunitSerializationInfo info) => info.AddValue(nameof(Version), Version);

    public override string ToString() => $"CPython {Version}";
}
