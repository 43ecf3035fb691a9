using System.Text.Json.Serialization;
using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>The code that System.Text.Json generates for the rows of the codec.</summary>
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(Reading))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, int>))]
[JsonSerializable(typeof(List<Reading>))]
internal sealed partial class JsonContext : JsonSerializerContext;
