using System.Runtime.InteropServices;

namespace Processing.UnitTests.Transports;

public sealed unsafe class NativeLayoutTests
{
    [Fact]
    public void Structs_OfSocketsAndPoll_HaveTheSizesOfTheSystem()
    {
        Assert.Equal(56, sizeof(SocketMessageHeader));
        Assert.Equal(16, sizeof(IoVector));
        Assert.Equal(16, sizeof(ControlMessageHeader));
        Assert.Equal(8, sizeof(PollDescriptor));
        Assert.Equal(RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64 ? 12 : 16, EpollEvent.Size);
    }
}
