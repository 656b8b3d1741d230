namespace SchemaGeneration;

/// <summary>How large a generated API schema is.</summary>
public sealed record GeneratorOptions
{
    /// <summary>The resources of the core; 350 and OpenAPI make about 13 MB, like the real Data Standard.</summary>
    public int Resources { get; init; } = 350;

    /// <summary>Whether there are OpenAPI base documents and fragments; without them it is about a third of the size.</summary>
    public bool OpenApi { get; init; } = true;

    /// <summary>How many extension projects there are.</summary>
    public int Extensions { get; init; }

    /// <summary>The new resources of an extension.</summary>
    public int ResourcesPerExtension { get; init; } = 12;

    /// <summary>The core resources that an extension extends.</summary>
    public int ResourceExtensionsPerExtension { get; init; } = 5;
}
