using System.Text;

namespace Processing.UnitTests.Identity;

public sealed class ProcessIdentityTests
{
    private const string Rest = "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16";

    [Theory]
    [InlineData("sleep")]
    [InlineData("a b c")]
    [InlineData("evil) Z 1 1")]
    [InlineData("((")]
    [InlineData("))")]
    [InlineData("line\nbreak")]
    [InlineData("")]
    public void TryParse_NameOfAnyShape_FieldsAreCountedAfterIt(string name)
    {
        Assert.True(ProcessStatus.TryParse(Line(name, 'S', threads: 5, start: 123_456), out var status));

        Assert.Equal(123_456, status.StartTime);
        Assert.False(status.HasEnded);
    }

    [Theory]
    [InlineData('R', 1, false)]
    [InlineData('S', 1, false)]
    [InlineData('D', 1, false)]
    [InlineData('T', 4, false)]
    [InlineData('t', 4, false)]
    [InlineData('I', 1, false)]
    [InlineData('Z', 1, true)]
    [InlineData('Z', 0, true)]
    [InlineData('X', 1, true)]
    [InlineData('Z', 3, false)]
    public void TryParse_State_EndedOnlyWhenNoThreadIsLeft(char state, int threads, bool ended)
    {
        Assert.True(ProcessStatus.TryParse(Line("worker", state, threads, start: 7), out var status));

        Assert.Equal(ended, status.HasEnded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12 (x")]
    [InlineData("12 (x)")]
    [InlineData("12 (x) S 1 2 3")]
    [InlineData("12 (x) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 many 0 55 0")]
    public void TryParse_BrokenLine_Refused(string line)
        => Assert.False(ProcessStatus.TryParse(Encoding.ASCII.GetBytes(line), out _));

    [Fact]
    public void Current_ThisProcess_IsAliveAndFoundAgain()
    {
        Assert.True(ProcessIdentity.TryGet(Environment.ProcessId, out var found));

        Assert.Equal(ProcessIdentity.Current, found);
        Assert.True(found.IsAlive());
        Assert.True(found.StartTime > 0);
    }

    [Fact]
    public void IsAlive_SameIdOtherStartTime_IsAnotherProcess()
        => Assert.False((ProcessIdentity.Current with { StartTime = ProcessIdentity.Current.StartTime - 1 }).IsAlive());

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void TryGet_NoSuchProcess_False(int pid)
    {
        Assert.False(ProcessIdentity.TryGet(pid, out _));
        Assert.False(new ProcessIdentity(pid, 1).IsAlive());
    }

    // Fields 4 to 19 are of no interest; 20 is the thread count, 21 is always 0, 22 the start time, and more follow.
    private static byte[] Line(string name, char state, int threads, long start)
        => Encoding.ASCII.GetBytes($"4711 ({name}) {state} {Rest} {threads} 0 {start} 1000 20 18446744073709551615\n");
}
