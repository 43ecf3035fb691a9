using Processing.TestSupport;

namespace Processing.UnitTests.Architecture;

/// <summary>A C# source by its path from the root of the repository, with forward slashes.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Every source of every shipping project.</summary>
    public static IReadOnlyList<SourceFile> Shipping { get; } =
        [.. RepositoryFiles.SourcesUnder("src").Select(file => new SourceFile(RepositoryFiles.RelativePath(file), File.ReadAllText(file)))];

    /// <summary>The project it belongs to: the folder under src.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The folders between the project and the file.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[2..^1];
}
