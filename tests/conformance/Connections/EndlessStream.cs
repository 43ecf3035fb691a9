namespace Processing.ConformanceTests.Connections;

/// <summary>Gives zeros without end, or fails after some; its length is not known.</summary>
internal sealed class EndlessStream(long failAfter = long.MaxValue) : Stream
{
    private long _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int given = (int)Math.Min(count, failAfter - _given);
        _given += given;
        return given > 0 ? given : throw new TimeZoneNotFoundException("The source fails here.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
