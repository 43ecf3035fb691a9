namespace Chat;

/// <summary>Tells what went wrong in one line; exit code 2 when the key was refused, 1 for the rest.</summary>
internal static class Guard
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int KeyRefused = 2;

    public static int Run(Action work)
    {
        try
        {
            work();
            return Done;
        }
        catch (Exception error) when (IsExpected(error))
        {
            return Report(error);
        }
    }

    public static async Task<int> RunAsync(Func<Task> work)
    {
        try
        {
            await work();
            return Done;
        }
        catch (Exception error) when (IsExpected(error))
        {
            return Report(error);
        }
    }

    private static bool IsExpected(Exception error) => error
        is ProcessingException or IOException or TimeoutException or FormatException or ArgumentException or UnauthorizedAccessException;

    private static int Report(Exception error)
    {
        Console.Error.WriteLine($"Chat: {error.Message}");
        return error is PeerAuthenticationException ? KeyRefused : Failed;
    }
}
