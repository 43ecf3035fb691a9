using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;

namespace Processing.Messaging;

/// <summary>The W3C trace context of a message, as the extras of its frame: a map of texts.</summary>
internal static class TraceExtras
{
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    /// <summary>The mark, the length and the extras; null if the activity has no W3C id.</summary>
    public static byte[]? Create(Activity activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
        {
            return null;
        }

        byte[] extras = Create(parent, activity.TraceStateString);
        return extras.Length <= FrameReader.ExtrasOffset + FrameReader.MaxExtrasLength ? extras : Create(parent, null);
    }

    /// <summary>Reads extras; default if they hold no context that can be understood.</summary>
    public static ActivityContext Read(in ReadOnlySequence<byte> extras)
    {
        try
        {
            string? parent = null;
            string? state = null;
            var reader = new MessageReader(extras);
            for (int left = reader.ReadMapHeader(); left > 0; left--)
            {
                switch (reader.ReadString())
                {
                    case TraceParent:
                        parent = reader.ReadString();
                        break;
                    case TraceState:
                        state = reader.ReadString();
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            return ActivityContext.TryParse(parent, state, isRemote: true, out var context) ? context : default;
        }
        catch (WireFormatException)
        {
            return default; // whoever does not listen does not look at them at all, so they may hold anything
        }
    }

    private static byte[] Create(string parent, string? state)
    {
        var output = new ArrayBufferWriter<byte>(128);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(FrameReader.ExtrasOffset), FrameReader.ExtrasMark);
        output.Advance(FrameReader.ExtrasOffset);
        var writer = new MessageWriter(output);
        writer.WriteMapHeader(string.IsNullOrEmpty(state) ? 1 : 2);
        writer.WriteString(TraceParent);
        writer.WriteString(parent);
        if (!string.IsNullOrEmpty(state))
        {
            writer.WriteString(TraceState);
            writer.WriteString(state);
        }

        writer.Flush();
        byte[] extras = output.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(extras.AsSpan(sizeof(int)), extras.Length - FrameReader.ExtrasOffset);
        return extras;
    }
}
