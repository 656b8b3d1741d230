using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Dms.Client.Schema;

/// <summary>What a part <c>project/…</c> says: the project without its resources.</summary>
internal sealed record ProjectDocument
{
    public required string ProjectEndpointName { get; init; }

    public required string ApiSchemaVersion { get; init; }

    public required string ProjectName { get; init; }

    public required string ProjectVersion { get; init; }

    public required string Description { get; init; }

    public required string? CompatibleDsRange { get; init; }

    public required bool IsExtensionProject { get; init; }

    public required ImmutableArray<AbstractResource> AbstractResources { get; init; }

    public required ImmutableArray<string> EducationOrganizationTypes { get; init; }

    public required FrozenDictionary<string, ImmutableArray<EducationOrganizationParent>> EducationOrganizationHierarchy { get; init; }

    public required ImmutableArray<string> Domains { get; init; }

    /// <summary>From a resource name to its endpoint.</summary>
    public required IReadOnlyDictionary<string, string> ResourceNameMapping { get; init; }

    /// <summary>From an endpoint in lower case to the endpoint.</summary>
    public required IReadOnlyDictionary<string, string> CaseInsensitiveEndpointNameMapping { get; init; }

    public required RawJson Json { get; init; }
}
