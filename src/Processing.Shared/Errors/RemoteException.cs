using System.Text;

namespace Processing;

/// <summary>
/// A delegate failed in another process. The original exception stays there: what comes back is its description, because no type
/// name that arrives on a wire is ever loaded.
/// </summary>
public sealed class RemoteException : ProcessingException
{
    /// <summary>Creates the error from what the other process told.</summary>
    /// <param name="remoteTypeName">Full name of the exception's type over there, as text.</param>
    /// <param name="message">Its message.</param>
    /// <param name="remoteStackTrace">Its stack trace over there; null when it was never thrown.</param>
    /// <param name="processName">Name of the process it happened in, such as <c>Process-1</c>.</param>
    /// <param name="innerException">The inner exception over there, itself a <see cref="RemoteException"/>.</param>
    public RemoteException(
        string remoteTypeName, string message, string? remoteStackTrace, string processName, RemoteException? innerException = null)
        : base(message, innerException)
    {
        RemoteTypeName = remoteTypeName;
        RemoteStackTrace = remoteStackTrace;
        ProcessName = processName;
    }

    /// <summary>Full name of the exception's type in the other process, for example <c>System.IO.FileNotFoundException</c>.</summary>
    public string RemoteTypeName { get; }

    /// <summary>The stack trace as it was in the other process; null when the exception was never thrown.</summary>
    public string? RemoteStackTrace { get; }

    /// <summary>Name of the process the exception happened in.</summary>
    public string ProcessName { get; }

    /// <summary>The error with the remote stack first, then the local one.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(typeof(RemoteException).FullName).Append(": ").AppendLine(Message);
        for (RemoteException? error = this; error is not null; error = error.InnerException as RemoteException)
        {
            text.Append(" ---> in ").Append(error.ProcessName).Append(": ").Append(error.RemoteTypeName).Append(": ").AppendLine(error.Message);
            if (error.RemoteStackTrace is { } remoteStack)
            {
                text.AppendLine(remoteStack);
            }
        }

        return text.Append("   --- end of the remote stack ---").AppendLine().Append(StackTrace).ToString();
    }
}
