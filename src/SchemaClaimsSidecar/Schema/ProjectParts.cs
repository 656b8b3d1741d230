using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Schema.Canonical;

namespace SchemaClaimsSidecar.Schema;

/// <summary>What one project gives to a snapshot: its canonical form and its parts, resources not yet merged.</summary>
internal sealed record ProjectParts(CanonicalProject Canonical, IReadOnlyList<Part> Parts)
{
    /// <summary>Writes the parts of a document that is valid.</summary>
    public static ProjectParts Write(ProjectDocument document)
    {
        var endpoint = document.EndpointName!;
        var canonical = CanonicalProject.Write(document.Project, document.Input.Content.Length);
        var apiSchemaVersion = document.Root.GetProperty("apiSchemaVersion");
        List<Part> parts = [Part.Of(PartNames.Project(endpoint), canonical.WriteProjectPart(apiSchemaVersion))];
        if (CanonicalFragments.Write(document) is { } fragments)
            parts.Add(Part.Of(PartNames.OpenApiFragments(endpoint), fragments));
        foreach (var resource in canonical.Resources)
            parts.Add(Part.Of(PartNames.Resource(endpoint, resource.EndpointName), resource.Content));
        return new ProjectParts(canonical, parts);
    }
}
