namespace Processing.Messaging;

/// <summary>Reads the arguments of one call (the header of their array was read), makes it, and hands what it returned to <paramref name="result"/>.</summary>
internal delegate void BoundCall(ref MessageReader arguments, ResultSink result);
