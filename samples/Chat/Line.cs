namespace Chat;

/// <summary>What travels: a line and who says it.</summary>
internal sealed record Line(string Name, string Text);
