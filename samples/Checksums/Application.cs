namespace Checksums;

/// <summary>The program once its arguments are known.</summary>
internal sealed class Application(byte[] root, int workers)
{
    /// <summary>Does the work; the result is the exit code.</summary>
    public async Task<int> RunAsync()
    {
        if (!Posix.TryGetKind(root, followLink: true, out FileKind kind, out string reason))
        {
            return Refuse(reason);
        }

        if (kind != FileKind.Directory)
        {
            return Refuse("Not a directory");
        }

        if (Posix.TryGetKind(root, followLink: false, out kind, out _) && kind == FileKind.Link)
        {
            Console.Error.WriteLine($"Checksums: {SumLine.Text(root)}: A symbolic link, not followed; add a '/' to follow it");
            return ExitCodes.Done;
        }

        return await WorkAsync();
    }

    private int Refuse(string reason)
    {
        Console.Error.WriteLine($"Checksums: {SumLine.Text(root)}: {reason}");
        return ExitCodes.Usage;
    }

    private async Task<int> WorkAsync()
    {
        using var interruption = new Interruption();
        try
        {
            Report report = await ReportAsync(interruption.Token);
            return report.AnyFailed ? ExitCodes.SomeFilesFailed : ExitCodes.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return interruption.ExitCode;
        }
        catch (Exception failure) when (failure is IOException or ProcessingException)
        {
            Console.Error.WriteLine($"Checksums: {failure.Message}");
            return ExitCodes.SomeFilesFailed;
        }
    }

    // With the results on the terminal as well, they are the progress, and a bar would only be torn by them.
    private async Task<Report> ReportAsync(CancellationToken cancellationToken)
    {
        if (!Console.IsErrorRedirected && Console.IsOutputRedirected)
        {
            return await BarReport.ShowAsync(root, report => PrintAsync(report, cancellationToken), cancellationToken);
        }

        var plain = new Report();
        await PrintAsync(plain, cancellationToken);
        return plain;
    }

    private async Task PrintAsync(Report report, CancellationToken cancellationToken)
    {
        await using var pool = new Pool(workers);
        var underWay = new Queue<byte[]>();
        await foreach (TaskOutcome<Digest> outcome in pool.ImapOutcomesAsync(Digest.Of, Files(report, underWay), cancellationToken: cancellationToken))
        {
            // A worker that died took one file's digest with it; the others still come.
            byte[] file = underWay.Dequeue();
            Print(outcome.IsSuccess ? outcome.Value : new Digest(file, null, outcome.Error.Message), report);
        }
    }

    private IEnumerable<byte[]> Files(Report report, Queue<byte[]> underWay)
    {
        foreach (byte[] file in new FileTree(root, report.Failed).Files())
        {
            underWay.Enqueue(file);
            yield return file;
        }
    }

    private static void Print(Digest digest, Report report)
    {
        report.Advance();
        if (digest.Hash is { } hash)
        {
            if (!Posix.WriteToOutput(SumLine.Format(hash, digest.Path)))
            {
                throw new IOException($"standard output: {Posix.LastReason}");
            }
        }
        else
        {
            report.Failed(digest.Path, digest.Reason ?? "unknown"); // a digest has a hash or a reason
        }
    }
}
