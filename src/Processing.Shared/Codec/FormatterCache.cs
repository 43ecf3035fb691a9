namespace Processing;

/// <summary>The one formatter of <typeparamref name="T"/>, found at its first use. The JIT treats the field as a constant.</summary>
internal static class FormatterCache<T>
{
    public static readonly IMessageFormatter<T> Formatter = RegisteredFormatter<T>.Fix() ?? FormatterResolver.Resolve<T>();
}
