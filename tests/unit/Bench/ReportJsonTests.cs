using System.Text.Json.Nodes;
using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class ReportJsonTests
{
    private static readonly Row s_row = new("pipe.pingpong.int", "us", Better.Lower, Contender.CPython, Contender.C)
    {
        Budget = new Dictionary<string, double> { [Contender.CPython] = 30 },
    };

    [Fact]
    public void Write_FinishedRow_HasThePublishedShape()
    {
        RowResult result = RowResult.Judge(s_row, new Dictionary<string, Summary>
        {
            [Contender.Ours] = new(0.25, 0.5, 1),
            [Contender.CPython] = new(16, 20, 24),
        });

        const string Expected = """
            [{"row":"pipe.pingpong.int","unit":"us","better":"lower",
              "ours":{"min":0.25,"median":0.5,"max":1},
              "peers":{"cpython":{"min":16,"median":20,"max":24},"c":null},
              "ratio":{"cpython":40,"c":null},
              "budget":{"cpython":30},
              "ok":true}]
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Expected), JsonNode.Parse(ReportJson.Write([result]))));
    }

    [Fact]
    public void Write_FailedRowWithTarget_NamesTheTargetAndHasNoFigures()
    {
        Row row = new("pool.cpu", "x", Better.Higher, Contender.CPython) { Target = 1.9 };

        const string Expected = """
            [{"row":"pool.cpu","unit":"x","better":"higher","ours":null,"peers":{"cpython":null},
              "ratio":{"cpython":null},"budget":{},"target":1.9,"ok":false}]
            """;
        string written = ReportJson.Write([RowResult.Judge(row, new Dictionary<string, Summary>())]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Expected), JsonNode.Parse(written)), written);
    }
}
