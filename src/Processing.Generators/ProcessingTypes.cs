namespace Processing.Generators;

/// <summary>The names by which this assembly finds the library in a compilation; it references nothing of it.</summary>
internal static class ProcessingTypes
{
    public const string ProcessingHost = "Processing.Messaging.ProcessingHost";
    public const string ProcessEntryAttribute = "Processing.Messaging.ProcessEntryAttribute";

    public const string MessageAttribute = "Processing.MessageAttribute";
    public const string KeyAttribute = "Processing.KeyAttribute";
    public const string IgnoreMemberAttribute = "Processing.IgnoreMemberAttribute";
    public const string UnionAttribute = "Processing.UnionAttribute";
    public const string FormatterProvider = "Processing.FormatterProvider";

    public const string FreezeSupport = "FreezeSupport";
    public const string OnModuleInitialized = "OnModuleInitialized";
}
