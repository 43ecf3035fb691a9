namespace Processing.Messaging;

/// <summary>
/// Makes a delegate of one shape callable in the child: finds the delegate that was named, and returns what calls it. A closed generic
/// method is named to the child as its entry point, so that both sides know all types statically.
/// </summary>
internal delegate BoundCall ChildEntryPoint(ref MessageReader call);
