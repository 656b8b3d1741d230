using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Schema.Canonical;

namespace SchemaClaimsSidecar.Schema;

/// <summary>Compiles API schema documents to the parts of a snapshot: a pure function of its input.</summary>
internal static class SchemaCompiler
{
    // Merging can put a fragment as deep as any document may be below a place as deep as any document may be.
    private static readonly JsonDocumentOptions MergedOptions = new() { MaxDepth = 2 * DocumentReader.MaxDepth };

    public static SchemaResult Compile(SchemaInput input, CancellationToken cancellationToken = default) =>
        Compile(input, KnownProjects.None, cancellationToken);

    /// <param name="input">What to compile.</param>
    /// <param name="known">What an earlier compilation knew; it saves time and changes nothing else.</param>
    /// <param name="cancellationToken">Ends the compilation.</param>
    public static SchemaResult Compile(SchemaInput input, KnownProjects known, CancellationToken cancellationToken)
    {
        var projects = new ProjectParts[1 + input.Extensions.Count];
        using var documents = SchemaDocuments.Read(
            input, known, (index, extension) => projects[index] = ProjectParts.Of(extension), cancellationToken);
        if (documents.HaveErrors)
            return new SchemaResult(null, documents.ListProblems());

        cancellationToken.ThrowIfCancellationRequested();
        var metadata = new MetadataParts(documents);
        IReadOnlyList<Part> merged = [];
        Parallel.Invoke(
            () => projects[0] = ProjectParts.Of(documents.Core),
            () => merged = [.. documents.MergedResources.Select(resource => WriteMerged(documents.Core, resource.Key, resource.Value))],
            metadata.RenderResources,
            metadata.RenderDescriptors,
            metadata.RenderLoadOrder);
        metadata.ReportProblems();
        if (documents.AreRefused)
            return new SchemaResult(null, documents.ListProblems());

        var hash = EffectiveSchemaHash.Of([.. documents.All.Zip(projects, (document, project) => (document, project.Hash))]);
        var parts = CollectParts(projects, merged, metadata);
        return new SchemaResult(new CompiledSchema(hash, input.Rules, ListInputs(documents), parts), documents.ListProblems())
        {
            Known = KnownProjects.Of(documents.All, projects, input.Rules),
        };
    }

    private static ManifestInput[] ListInputs(SchemaDocuments documents) =>
    [
        .. documents.All.Select(document => new ManifestInput(
            document.IsExtension ? "extension" : "core", document.Input.Name, document.Input.Digest, document.Input.Content.Length)),
    ];

    private static List<Part> CollectParts(IEnumerable<ProjectParts> projects, IEnumerable<Part> merged, MetadataParts metadata)
    {
        var mergedByName = merged.ToDictionary(part => part.Name, StringComparer.Ordinal);
        var parts = projects.SelectMany(project => project.Parts).Select(part => mergedByName.GetValueOrDefault(part.Name, part))
            .Concat(metadata.All).ToList();
        parts.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return parts;
    }

    private static Part WriteMerged(ProjectDocument core, string endpoint, JsonObject resource)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            resource.WriteTo(json);
        using var document = JsonDocument.Parse(buffer.WrittenMemory, MergedOptions);
        using var writer = new CanonicalWriter(buffer.WrittenCount);
        CanonicalProject.WriteResource(writer, document.RootElement);
        return Part.Of(PartNames.Resource(core.EndpointName!, endpoint), writer.ToArray());
    }
}
