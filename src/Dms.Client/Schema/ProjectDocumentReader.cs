using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Dms.Client.Schema;

/// <summary>Reads a part <c>project/…</c>: docs/protocol.md.</summary>
internal sealed class ProjectDocumentReader(SchemaTokens tokens)
{
    /// <exception cref="JsonException">The content is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A value is absent or of the wrong kind.</exception>
    /// <exception cref="FormatException">A path is malformed.</exception>
    public ProjectDocument Read(string projectEndpointName, ReadOnlyMemory<byte> content)
    {
        using var document = PartJson.Parse(content);
        var root = document.RootElement;
        var project = root.Find("projectSchema"u8) ?? throw new InvalidOperationException("There is no projectSchema.");
        return new ProjectDocument
        {
            ProjectEndpointName = projectEndpointName,
            Json = new RawJson(content),
            ApiSchemaVersion = Required(root, "apiSchemaVersion"),
            ProjectName = Required(project, "projectName"),
            ProjectVersion = Required(project, "projectVersion"),
            Description = tokens.OptionalString(project, "description"u8) ?? "",
            CompatibleDsRange = tokens.OptionalString(project, "compatibleDsRange"u8),
            IsExtensionProject = project.Flag("isExtensionProject"u8),
            AbstractResources = project.Entries("abstractResources"u8, tokens, ReadAbstractResource),
            EducationOrganizationTypes = tokens.Strings(project, "educationOrganizationTypes"u8),
            EducationOrganizationHierarchy = project.Entries("educationOrganizationHierarchy"u8, tokens, ReadParents).ToFrozenDictionary(),
            Domains = tokens.Strings(project, "domains"u8),
            ResourceNameMapping = ReadMapping(project, "resourceNameMapping"u8),
            CaseInsensitiveEndpointNameMapping = ReadMapping(project, "caseInsensitiveEndpointNameMapping"u8),
        };
    }

    private string Required(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) ? tokens.String(value) : throw new InvalidOperationException($"There is no {name}.");

    private Dictionary<string, string> ReadMapping(JsonElement project, ReadOnlySpan<byte> name)
    {
        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        if (project.Find(name) is not { } entries)
            return mapping;
        foreach (var entry in entries.EnumerateObject())
            mapping[entry.Name] = tokens.String(entry.Value);
        return mapping;
    }

    private static AbstractResource ReadAbstractResource(JsonProperty entry, SchemaTokens tokens) =>
        new(entry.Name, tokens.Paths(entry.Value, "identityJsonPaths"u8), OpenApiFragment: null);

    private static KeyValuePair<string, ImmutableArray<EducationOrganizationParent>> ReadParents(JsonProperty entry, SchemaTokens tokens)
    {
        var parents = ImmutableArray.CreateBuilder<EducationOrganizationParent>();
        foreach (var parent in entry.Value.EnumerateObject())
            parents.Add(new EducationOrganizationParent(parent.Name, tokens.Path(parent.Value)));
        return new(entry.Name, parents.ToImmutable());
    }
}
