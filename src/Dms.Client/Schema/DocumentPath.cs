using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>Where a property of the model stands in a document: an entry of <c>documentPathsMapping</c>.</summary>
public sealed class DocumentPath
{
    internal DocumentPath(string name) => Name = name;

    /// <summary>The property's full name in the model, such as <c>BirthData.BirthCity</c>.</summary>
    public string Name { get; }

    /// <summary>Whether it refers to another document or a descriptor.</summary>
    public bool IsReference { get; internal init; }

    /// <summary>Whether it refers to a descriptor.</summary>
    public bool IsDescriptor { get; internal init; }

    /// <summary>Whether a document must have it.</summary>
    public bool IsRequired { get; internal init; }

    /// <summary>Whether it belongs to the document's identity.</summary>
    public bool IsPartOfIdentity { get; internal init; }

    /// <summary>The place of a scalar or a descriptor; null for a reference to a document.</summary>
    public JsonPath? Path { get; internal init; }

    /// <summary>The type of a scalar or a descriptor; null for a reference to a document.</summary>
    public string? Type { get; internal init; }

    /// <summary>The project of what is referred to, such as <c>Ed-Fi</c>; null for a scalar.</summary>
    public string? ProjectName { get; internal init; }

    /// <summary>The resource that is referred to, such as <c>School</c>; null for a scalar.</summary>
    public string? ResourceName { get; internal init; }

    /// <summary>The identity values of a reference to a document; empty for the others.</summary>
    public ImmutableArray<ReferenceJsonPaths> ReferenceJsonPathsElements { get; internal init; } = [];
}
