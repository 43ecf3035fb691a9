namespace Processing.Messaging;

/// <summary>Makes the writer of a call's arguments: an array with one element for each.</summary>
internal static class ChildArguments
{
    /// <summary>No arguments.</summary>
    public static ArgumentWriter None { get; } = static (ref MessageWriter writer) => writer.WriteArrayHeader(0);

    public static ArgumentWriter Of<T1>(T1 argument1)
        => (ref MessageWriter writer) =>
        {
            writer.WriteArrayHeader(1);
            MessageFormatter.Write(ref writer, argument1);
        };

    public static ArgumentWriter Of<T1, T2>(T1 argument1, T2 argument2)
        => (ref MessageWriter writer) =>
        {
            writer.WriteArrayHeader(2);
            MessageFormatter.Write(ref writer, argument1);
            MessageFormatter.Write(ref writer, argument2);
        };

    public static ArgumentWriter Of<T1, T2, T3>(T1 argument1, T2 argument2, T3 argument3)
        => (ref MessageWriter writer) =>
        {
            writer.WriteArrayHeader(3);
            MessageFormatter.Write(ref writer, argument1);
            MessageFormatter.Write(ref writer, argument2);
            MessageFormatter.Write(ref writer, argument3);
        };

    public static ArgumentWriter Of<T1, T2, T3, T4>(T1 argument1, T2 argument2, T3 argument3, T4 argument4)
        => (ref MessageWriter writer) =>
        {
            writer.WriteArrayHeader(4);
            MessageFormatter.Write(ref writer, argument1);
            MessageFormatter.Write(ref writer, argument2);
            MessageFormatter.Write(ref writer, argument3);
            MessageFormatter.Write(ref writer, argument4);
        };
}
