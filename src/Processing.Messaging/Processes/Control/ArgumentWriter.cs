namespace Processing.Messaging;

/// <summary>Writes the arguments of a call, in order.</summary>
internal delegate void ArgumentWriter(ref MessageWriter writer);
