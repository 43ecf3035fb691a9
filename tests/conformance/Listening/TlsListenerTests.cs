namespace Processing.ConformanceTests.Listening;

public sealed class TlsListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => ProcessAddress.AnyTcp; // TCP goes with TLS unless somebody says otherwise

    protected override byte[] HonestStart => [22, 3, 1, 2, 0, 1]; // of a record of 512 bytes
}
