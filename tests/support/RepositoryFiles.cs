namespace Processing.TestSupport;

/// <summary>Finds files of the repository the tests were built in.</summary>
public static class RepositoryFiles
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder given relative to the root, with forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The path of <paramref name="full"/> relative to the root, with forward slashes.</summary>
    public static string RelativePath(string full) => Path.GetRelativePath(Root, full).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>The C# sources under a folder given relative to the root, without what the build wrote, in a stable order.</summary>
    public static IReadOnlyList<string> SourcesUnder(string relative)
        => [.. Directory.EnumerateFiles(PathOf(relative), "*.cs", SearchOption.AllDirectories)
            .Where(file => !RelativePath(file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)];

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Processing.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Processing.sln.");
    }
}
