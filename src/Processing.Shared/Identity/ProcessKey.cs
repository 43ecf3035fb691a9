namespace Processing;

/// <summary>
/// The key of this process, where both those who start children and those who listen find it: random unless it was inherited or set.
/// </summary>
internal static class ProcessKey
{
    private static volatile AuthKey? s_current;

    /// <summary>The key; drawn when it is first asked for.</summary>
    public static AuthKey Current
    {
        get
        {
            if (s_current is null)
            {
                Interlocked.CompareExchange(ref s_current, AuthKey.Generate(), null);
            }

            return s_current;
        }

        set => s_current = value;
    }
}
