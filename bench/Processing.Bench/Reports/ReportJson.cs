using System.Text.Json;
using System.Text.Json.Serialization;

namespace Processing.Bench;

/// <summary>The JSON form of the results and of the one line a measured program prints.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<RowResult>))]
[JsonSerializable(typeof(ProgramOutput))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    public static string Write(IReadOnlyList<RowResult> results) =>
        JsonSerializer.Serialize(results, Default.IReadOnlyListRowResult) + "\n";
}
