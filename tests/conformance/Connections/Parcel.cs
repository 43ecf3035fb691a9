using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;
using Processing.Messaging;

namespace Processing.ConformanceTests.Connections;

/// <summary>A message with what cannot be copied, at some depth.</summary>
[Message]
public sealed class Parcel
{
    [Key(0)]
    public string Label { get; set; } = "";

    [Key(1)]
    public List<ParcelItem> Items { get; set; } = [];

    [Key(2)]
    public Dictionary<string, (SafeFileHandle File, int Number)> Files { get; set; } = [];

    [Key(3)]
    public Socket? Socket { get; set; }
}
