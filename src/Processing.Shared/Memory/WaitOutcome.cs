namespace Processing;

/// <summary>Why a wait on a shared word ended.</summary>
internal enum WaitOutcome
{
    /// <summary>Somebody woke the word, or it may be so: the caller looks again.</summary>
    Woken,

    /// <summary>The word did not hold the expected value.</summary>
    ValueChanged,

    /// <summary>The deadline came, and no wake-up was used up.</summary>
    TimedOut,

    /// <summary>The caller's token fired, and no wake-up was used up.</summary>
    Canceled,
}
