using Dms.Client.Claims;
using Dms.Client.Schema;
using SchemaClaims.Contracts;

namespace Dms.Client.Snapshots;

/// <summary>Makes of a part's bytes what requests read. Not safe for threads: it shares what is the same in the parts that it reads.</summary>
internal sealed class PartReader
{
    private readonly ResourceSchemaReader _resources;
    private readonly ProjectDocumentReader _projects;
    private readonly ClaimSetPool _claims = new();

    public PartReader()
    {
        var tokens = new SchemaTokens();
        _resources = new ResourceSchemaReader(tokens);
        _projects = new ProjectDocumentReader(tokens);
    }

    /// <exception cref="PartInvalidException">The bytes do not say what the name promises.</exception>
    public SnapshotPart Read(string name, Digest digest, ReadOnlyMemory<byte> content)
    {
        try
        {
            return new SnapshotPart(name, digest, content, ReadValue(name, content));
        }
        catch (Exception malformed) when (malformed is not OutOfMemoryException)
        {
            throw new PartInvalidException(name, malformed.Message, malformed);
        }
    }

    private object? ReadValue(string name, ReadOnlyMemory<byte> content) =>
        PartNames.IsResource(name, out var project, out var resource) ? _resources.Read(project, resource, content)
        : PartNames.IsProject(name, out project) ? _projects.Read(project, content)
        : PartNames.IsOpenApiFragments(name, out _) ? OpenApiFragmentsReader.Read(content)
        : PartNames.IsClaims(name) ? ReadClaims(name, content)
        : null;

    private ClaimSetEntries ReadClaims(string name, ReadOnlyMemory<byte> content) =>
        new(ClaimsMetadataReader.Read(content.Span, _claims, mayRefer: PartNames.IsClaimsOf(name, out _)));
}
