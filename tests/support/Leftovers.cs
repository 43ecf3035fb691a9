namespace Processing.TestSupport;

/// <summary>What a test left behind.</summary>
/// <param name="Processes">Processes that still run, or that nobody waited for.</param>
/// <param name="Files">Files in shared memory and in the runtime directory.</param>
/// <param name="Descriptors">Open descriptors beyond what is tolerated.</param>
internal sealed record Leftovers(IReadOnlyList<RunningProcess> Processes, IReadOnlyList<string> Files, int Descriptors)
{
    /// <summary>True when the test cleaned up after itself.</summary>
    public bool IsEmpty => Processes.Count == 0 && Files.Count == 0 && Descriptors == 0;

    /// <summary>Kills and deletes, so that the next test starts clean.</summary>
    public void Remove()
    {
        foreach (var process in Processes)
        {
            process.Kill();
        }

        foreach (string file in Files)
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc />
    public override string ToString() => string.Join(Environment.NewLine,
    [
        "The test left behind:",
        .. Processes.Select(process => $"  process {process}"),
        .. Files.Select(file => $"  file {file}"),
        .. Descriptors == 0 ? Array.Empty<string>() : [$"  {Descriptors} open descriptors more than tolerated"],
    ]);
}
