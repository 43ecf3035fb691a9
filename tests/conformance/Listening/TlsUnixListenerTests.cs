namespace Processing.ConformanceTests.Listening;

public sealed class TlsUnixListenerTests : ListenerTests
{
    protected override ProcessAddress NewAddress() => new TlsAddress(ProcessAddress.NewUnix());

    protected override byte[] HonestStart => [22, 3, 1, 2, 0, 1]; // of a record of 512 bytes
}
