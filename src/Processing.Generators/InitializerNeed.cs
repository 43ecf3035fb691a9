namespace Processing.Generators;

/// <summary>What a compilation needs from <see cref="ModuleInitializerGenerator"/>. A plain value, so that unchanged answers stop the pipeline.</summary>
internal enum InitializerNeed
{
    /// <summary>A library, or a program that does not use child processes.</summary>
    Nothing,

    /// <summary>A program that can start child processes.</summary>
    Initializer,

    /// <summary>The same, in a language version without module initializers.</summary>
    NewerLanguage,
}
