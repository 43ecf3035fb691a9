using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace Processing;

/// <summary>Sockets without the object around them.</summary>
internal sealed class SocketHandleFormatter : HandleFormatter<SafeSocketHandle>
{
    protected override SafeSocketHandle Create(SafeFileHandle received) => new(Release(received), ownsHandle: true);
}
