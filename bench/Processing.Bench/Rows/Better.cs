using System.Text.Json.Serialization;

namespace Processing.Bench;

/// <summary>Which way a figure is good.</summary>
internal enum Better
{
    [JsonStringEnumMemberName("lower")]
    Lower,

    [JsonStringEnumMemberName("higher")]
    Higher,
}
