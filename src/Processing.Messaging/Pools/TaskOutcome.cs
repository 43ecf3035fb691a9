using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Processing.Messaging;

/// <summary>How one task of a pool ended: with a value or with an error.</summary>
/// <typeparam name="TResult">What the task returns.</typeparam>
public readonly struct TaskOutcome<TResult> : IEquatable<TaskOutcome<TResult>>
{
    private readonly TResult? _value;

    internal TaskOutcome(TResult value) => _value = value;

    internal TaskOutcome(Exception error) => Error = error;

    /// <summary>
    /// Why the task failed: a <see cref="RemoteException"/> when its delegate threw, a <see cref="WorkerDiedException"/> when its worker
    /// died; null when it succeeded.
    /// </summary>
    public Exception? Error { get; }

    /// <summary>True when the task returned a value.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Error is null;

    /// <summary>The value the task returned.</summary>
    /// <exception cref="ProcessingException">The task failed: its <see cref="Error"/> is thrown.</exception>
    public TResult Value
    {
        get
        {
            if (Error is not null)
            {
                ExceptionDispatchInfo.Throw(Error);
            }

            return _value!; // a task that succeeded may well have returned null, if its type says so
        }
    }

    /// <summary>True when both hold the same error or equal values.</summary>
    public static bool operator ==(TaskOutcome<TResult> left, TaskOutcome<TResult> right) => left.Equals(right);

    /// <summary>True when they differ.</summary>
    public static bool operator !=(TaskOutcome<TResult> left, TaskOutcome<TResult> right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TaskOutcome<TResult> other)
        => ReferenceEquals(Error, other.Error) && EqualityComparer<TResult?>.Default.Equals(_value, other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TaskOutcome<TResult> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Error, _value);

    /// <inheritdoc/>
    public override string ToString() => Error is null ? $"{_value}" : $"{Error.GetType().Name}: {Error.Message}";
}
