namespace Processing.UnitTests.PublicApi;

/// <summary>One member of each kind, for the tests of the text itself.</summary>
public abstract class ApiSample : IDisposable
{
    public const int Limit = 253;

    private readonly string? _name;

    protected ApiSample(string? name) => _name = name;

    public event EventHandler? Changed;

    public string? Name => _name;

    public int? Count { get; init; }

    public string this[int index] => index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static T? Find<T>(in int key, out string? found, List<string?> names, params int[] rest)
        where T : class, new()
    {
        found = key + names.Count + rest.Length == 0 ? null : "found";
        return found is null ? null : new T();
    }

    public void Wait(TimeSpan? limit = null, bool strict = true, string text = "x")
        => Changed?.Invoke(this, EventArgs.Empty);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    protected abstract void Step();

    internal static void Hidden()
    {
    }

    public enum Color : byte
    {
        Red,
        Blue = 7,
    }
}
