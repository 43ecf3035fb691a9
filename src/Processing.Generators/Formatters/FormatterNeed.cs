namespace Processing.Generators;

/// <summary>Where generated formatters are registered.</summary>
internal enum FormatterNeed
{
    /// <summary>Nowhere: the library is not referenced, or the language has no module initializers.</summary>
    Nothing,

    /// <summary>In a module initializer of their own.</summary>
    Initializer,

    /// <summary>In the module initializer that guards child processes, before a child may be taken over there.</summary>
    Guard,
}
