namespace PythonPeer;

/// <summary>Tells what went wrong in one line.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (PeerAuthenticationException refused)
        {
            Console.Error.WriteLine($"PythonPeer: {refused.Message}");
            return ExitCodes.KeyRefused;
        }
        catch (Exception error) when (error is ProcessingException or IOException or TimeoutException or FormatException or ArgumentException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"PythonPeer: {error.Message}");
            return ExitCodes.Failed;
        }
    }
}
