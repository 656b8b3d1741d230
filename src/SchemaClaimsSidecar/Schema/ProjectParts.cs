using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Schema.Canonical;

namespace SchemaClaimsSidecar.Schema;

/// <summary>What one project gives to a snapshot: its hash and its parts, resources not yet merged.</summary>
internal sealed record ProjectParts(string Hash, IReadOnlyList<Part> Parts)
{
    /// <summary>The parts of a document that is valid: those that were made of it before, or new ones.</summary>
    public static ProjectParts Of(ProjectDocument document) => document.KnownParts ?? Write(document);

    private static ProjectParts Write(ProjectDocument document)
    {
        var canonical = CanonicalProject.Write(document.Project, document.Input.Content.Length);
        var hash = "";
        List<Part> parts = [];
        Parallel.Invoke(() => hash = canonical.ComputeHash(), () => WriteParts(document, canonical, parts));
        return new ProjectParts(hash, parts);
    }

    private static void WriteParts(ProjectDocument document, CanonicalProject canonical, List<Part> parts)
    {
        var endpoint = document.EndpointName!;
        parts.Add(Part.Of(PartNames.Project(endpoint), canonical.WriteProjectPart(document.Root.GetProperty("apiSchemaVersion"))));
        if (CanonicalFragments.Write(document) is { } fragments)
            parts.Add(Part.Of(PartNames.OpenApiFragments(endpoint), fragments));
        foreach (var resource in canonical.Resources)
            parts.Add(Part.Of(PartNames.Resource(endpoint, resource.EndpointName), resource.Content));
    }
}
