using Polly;

namespace Processing.Messaging;

/// <summary>How <see cref="Client"/> connects. Read once per call.</summary>
public sealed class ClientOptions : EndpointOptions
{
    /// <summary>
    /// How long connecting may take in all: attempts, pauses between them, TLS and handshake. Default: 10 seconds;
    /// <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> is no limit.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What runs the attempts to connect. Null, the default, tries up to five more times, with growing pauses from about 20 ms on, while nobody
    /// listens at the address; <see cref="ResiliencePipeline.Empty"/> tries once. Attempts fail with <see cref="ConnectFailedException"/>, or
    /// with <see cref="PeerAuthenticationException"/>, which no pipeline should try again.
    /// </summary>
    public ResiliencePipeline? Retry { get; set; }

    /// <summary>Checks the values and takes a copy.</summary>
    /// <exception cref="ArgumentException">A value is out of its range, or two contradict each other.</exception>
    internal ClientOptions Validated()
    {
        Check();
        if ((Timeout <= TimeSpan.Zero || Timeout > LongestTimeout) && Timeout != System.Threading.Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(Timeout), Timeout, $"The time is above zero and up to {LongestTimeout}, or Timeout.InfiniteTimeSpan.");
        }

        var copy = (ClientOptions)MemberwiseClone();
        copy.AllowedUserIds = [.. AllowedUserIds];
        return copy;
    }
}
