using Processing.Bench;

namespace Processing.UnitTests.Bench;

public sealed class RowCatalogTests
{
    [Theory]
    [InlineData("*", "pipe.pingpong.int pipe.pingpong.int.pinned pipe.oneway.64B pipe.oneway.1MiB unix.pingpong.64B unix.pingpong.64B.async listener.accept listener.idle queue.1p1c.int pool.apply pool.map.chunk1 pool.cpu spawn.cold lock.uncontended "
        + "codec.int.write codec.int.read codec.record10.write codec.record10.read codec.string1k.write codec.string1k.read "
        + "codec.doubles1000.write codec.doubles1000.read codec.dict100.write codec.dict100.read codec.list100.write codec.list100.read")]
    [InlineData("pool.*", "pool.apply pool.map.chunk1 pool.cpu")]
    [InlineData("*.pingpong.*", "pipe.pingpong.int pipe.pingpong.int.pinned unix.pingpong.64B unix.pingpong.64B.async")]
    [InlineData("pool.cp?", "pool.cpu")]
    [InlineData("lock.*, spawn.cold", "spawn.cold lock.uncontended")]
    [InlineData("pool", "")]
    [InlineData("POOL.*", "")]
    [InlineData("", "")]
    public void Select_Globs_KeepsTheMatchingRowsInTheirOrder(string globs, string expected) =>
        Assert.Equal(expected, string.Join(' ', RowCatalog.Select(RowCatalog.All, globs).Select(row => row.Name)));

    [Fact]
    public void All_EveryBudget_IsOfAPeerOfItsRow() =>
        Assert.All(RowCatalog.All, row => Assert.Subset(row.Peers.ToHashSet(), row.Budget.Keys.ToHashSet()));

    [Fact]
    public void All_Names_AreUnique() =>
        Assert.Distinct(RowCatalog.All.Select(row => row.Name));

    [Fact]
    public void All_EveryPeerOfAnotherLanguage_HasItsProgram()
    {
        string peers = Path.Combine(RepositoryRoot(), "bench", "peers");

        Assert.All(RowCatalog.All, row => Assert.All(row.Peers, peer => Assert.True(HasProgram(peers, peer, row.Program), $"{row.Name}, {peer}")));
    }

    [Fact]
    public void OnCpus_One_TakesTheSingleCpuBudgetAndDropsTheTarget()
    {
        Row pinned = new Row("row", "us", Better.Lower, Contender.CPython)
        {
            Budget = new Dictionary<string, double> { [Contender.CPython] = 30 },
            SingleCpuBudget = new Dictionary<string, double> { [Contender.CPython] = 2 },
            Target = 1.9,
        }.OnCpus(1);

        Assert.Equal(2, pinned.Budget[Contender.CPython]);
        Assert.Null(pinned.Target);
    }

    [Fact]
    public void OnCpus_Two_ChangesNothing()
    {
        Row row = RowCatalog.All[0];

        Assert.Same(row, row.OnCpus(2));
    }

    private static bool HasProgram(string peers, string peer, string row) => peer switch
    {
        Contender.CPython => File.Exists(Path.Combine(peers, "cpython", row + ".py")),
        Contender.C => File.Exists(Path.Combine(peers, "c", row + ".c")),
        Contender.Node => File.Exists(Path.Combine(peers, "node", row + ".js")),
        _ => true, // the .NET programs name their rows in code
    };

    private static string RepositoryRoot()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "Processing.sln")))
        {
            at = Path.GetDirectoryName(at);
        }

        return at ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
