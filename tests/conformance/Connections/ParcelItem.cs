using Microsoft.Win32.SafeHandles;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

[Message]
public sealed record ParcelItem([property: Key(0)] Connection? Link, [property: Key(1)] SafePipeHandle? Pipe);
