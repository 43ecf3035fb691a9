namespace Tour;

/// <summary>An example of the original's manual.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Expected">The lines it prints.</param>
/// <param name="Run">The example itself; it prints to the writer it is given.</param>
internal sealed record Example(string Title, string Expected, Func<TextWriter, Task> Run);
