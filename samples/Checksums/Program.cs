using System.CommandLine;
using Checksums;

var directory = new Argument<string>("DIR") { Description = "The directory; symbolic links in it are not followed." };
var workers = new Option<int>("--workers", "-w")
{
    Description = "How many worker processes; 0 means one for each processor.",
    HelpName = "N",
};
workers.Validators.Add(result =>
{
    if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out int count) || count is < 0 or > 1024))
    {
        result.AddError($"--workers takes a number from 0 to 1024, not '{result.Tokens[0].Value}'.");
    }
});

var command = new RootCommand("Prints the SHA-256 checksum of every regular file under DIR, sorted by path, as sha256sum prints it.")
{
    directory,
    workers,
};

// "[x]" and "@x" are directories like any other: the one must not stand first, or it is a directive; the other would be a file of arguments.
string[] ordered = args is [['[', ..], ..] ? [.. args[1..], "--", args[0]] : args;
ParseResult parsed = command.Parse(ordered, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Console.Error.WriteLine($"Checksums: {error.Message}");
    }

    Console.Error.WriteLine("Try 'Checksums --help'.");
    return ExitCodes.Usage;
}

command.SetAction((result, _) => new Application(
    RawArguments.BytesOf(result.GetRequiredValue(directory), args), result.GetValue(workers)).RunAsync());

// Signals are the application's own business: it tells SIGINT from SIGTERM.
return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
