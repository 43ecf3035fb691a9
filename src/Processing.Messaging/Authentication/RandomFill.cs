namespace Processing.Messaging;

/// <summary>Fills bytes that nobody can foresee; worked examples put known ones there.</summary>
internal delegate void RandomFill(Span<byte> bytes);
