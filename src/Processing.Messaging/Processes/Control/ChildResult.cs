namespace Processing.Messaging;

/// <summary>Carries what the delegate returned, or how it failed, from the child to its parent.</summary>
internal sealed class ChildResult(Connection control) : ResultSink
{
    /// <summary>Says that the child took over and knows what to run.</summary>
    public void Started()
    {
        using var message = new OutgoingMessage();
        MessageWriter writer = message.CreateWriter();
        writer.WriteInt64((int)ControlMessageKind.Started);
        writer.Flush();
        control.SendMessage(message, CancellationToken.None);
    }

    /// <inheritdoc/>
    public override void Return<T>(T value)
    {
        using var message = new OutgoingMessage();
        MessageWriter writer = message.CreateWriter();
        writer.WriteInt64((int)ControlMessageKind.Returned);
        MessageFormatter.Write(ref writer, value);
        writer.Flush();
        control.SendMessage(message, CancellationToken.None);
    }

    /// <summary>Sends the failure as data.</summary>
    public void Fail(RemoteException failure)
    {
        using var message = new OutgoingMessage();
        MessageWriter writer = message.CreateWriter();
        writer.WriteInt64((int)ControlMessageKind.Failed);
        MessageFormatter.Write(ref writer, failure);
        writer.Flush();
        control.SendMessage(message, CancellationToken.None);
    }
}
