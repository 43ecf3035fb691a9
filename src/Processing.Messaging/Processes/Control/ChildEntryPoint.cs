namespace Processing.Messaging;

/// <summary>
/// Makes a delegate of one shape callable in the child: finds the delegate that was named, and returns what calls it. A closed generic
/// method is named to the child as its entry point, so that both sides know all types statically.
/// </summary>
internal delegate BoundCall ChildEntryPoint(ref MessageReader call);

/// <summary>Reads the arguments of one call (the header of their array was read), makes it, and hands what it returned to <paramref name="result"/>.</summary>
internal delegate void BoundCall(ref MessageReader arguments, ResultSink result);

/// <summary>Writes the arguments of a call, in order.</summary>
internal delegate void ArgumentWriter(ref MessageWriter writer);
