using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>Values without references go through a connection without a single allocation.</summary>
public sealed class ConnectionAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SendAndReceive_Numbers_AllocateNothing(bool isRing)
    {
        var (first, second) = isRing ? RingPair.Create() : UnixPair.Create(duplex: true);
        using (first)
        using (second)
        {
            byte[] bytes = new byte[64];
            Run(100);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(1_000);
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

            void Run(int count)
            {
                for (int i = 0; i < count; i++)
                {
                    first.Send(i);
                    Assert.True(second.Receive<int>() == i);
                    second.Send((i, 0.5));
                    Assert.True(first.Receive<(int, double)>().Item1 == i);
                    first.SendBytes(bytes);
                    Assert.True(second.ReceiveBytesInto(bytes) == 64);
                }
            }
        }
    }
}
