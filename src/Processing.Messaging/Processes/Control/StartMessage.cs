namespace Processing.Messaging;

/// <summary>The first message on a control socket: who the child is. What it runs follows in the same message.</summary>
/// <param name="Name">The child's name, such as <c>Process-1:2</c>.</param>
/// <param name="Identity">Its numbers from the root process down.</param>
/// <param name="AuthKey">The key it inherits.</param>
/// <param name="FailureGoesTo">Who tells the user about an exception that the delegate does not handle.</param>
internal sealed record StartMessage(string Name, int[] Identity, AuthKey AuthKey, FailureReport FailureGoesTo)
{
    /// <summary>Writes the message up to where the call begins.</summary>
    public void WriteTo(ref MessageWriter writer)
    {
        writer.WriteInt64((int)ControlMessageKind.Start);
        writer.WriteInt64(ChildMarker.ProtocolVersion);
        writer.WriteString(Name);
        writer.WriteArrayHeader(Identity.Length);
        foreach (int number in Identity)
        {
            writer.WriteInt64(number);
        }

        writer.WriteBinary(AuthKey.Bytes);
        writer.WriteInt64((int)FailureGoesTo);
    }

    /// <summary>Reads the message up to where the call begins.</summary>
    /// <exception cref="WireFormatException">It is not a start message of this version.</exception>
    public static StartMessage ReadFrom(ref MessageReader reader)
    {
        int kind = reader.ReadInt32();
        int version = reader.ReadInt32();
        if (kind != (int)ControlMessageKind.Start || version != ChildMarker.ProtocolVersion)
        {
            throw new WireFormatException(
                $"The parent sent message kind {kind} of protocol {version} where the start message of protocol {ChildMarker.ProtocolVersion} was due.");
        }

        string name = reader.ReadString() ?? "";
        var identity = new int[reader.ReadArrayHeader()];
        for (int i = 0; i < identity.Length; i++)
        {
            identity[i] = reader.ReadInt32();
        }

        return new StartMessage(name, identity, new AuthKey(reader.ReadBinary() ?? []), (FailureReport)reader.ReadInt32());
    }
}
