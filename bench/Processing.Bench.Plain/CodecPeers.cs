using Processing.Bench.Common;

namespace Processing.Bench.Plain;

/// <summary>The programs of the rows of the codec; none of them has a second process.</summary>
internal static class CodecPeers
{
    public static IReadOnlyDictionary<string, Func<double>> All { get; } = new Dictionary<string, Func<double>>
    {
        ["codec.int.write"] = () => Json.Write(CodecValues.Int, JsonContext.Default.Int32),
        ["codec.int.read"] = () => Json.Read(CodecValues.Int, JsonContext.Default.Int32),
        ["codec.record10.write"] = () => Json.Write(CodecValues.Record, JsonContext.Default.Reading),
        ["codec.record10.read"] = () => Json.Read(CodecValues.Record, JsonContext.Default.Reading),
        ["codec.string1k.write"] = () => Json.Write(CodecValues.Text, JsonContext.Default.String),
        ["codec.string1k.read"] = () => Json.Read(CodecValues.Text, JsonContext.Default.String),
        ["codec.doubles1000.write"] = () => BlockCopy.Write(CodecValues.Doubles),
        ["codec.doubles1000.read"] = () => BlockCopy.Read(CodecValues.Doubles),
        ["codec.dict100.write"] = () => Json.Write(CodecValues.Map, JsonContext.Default.DictionaryStringInt32),
        ["codec.dict100.read"] = () => Json.Read(CodecValues.Map, JsonContext.Default.DictionaryStringInt32),
        ["codec.list100.write"] = () => Json.Write(CodecValues.Records, JsonContext.Default.ListReading),
        ["codec.list100.read"] = () => Json.Read(CodecValues.Records, JsonContext.Default.ListReading),
    };
}
