using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Snapshots;

/// <summary>The schema's share of a snapshot: all that does not belong to the claims.</summary>
internal sealed record SchemaContent(
    string EffectiveSchemaHash, string Rules, IReadOnlyList<ManifestInput> Inputs, IReadOnlyList<Part> Parts)
{
    /// <summary>The share of a snapshot in which no schema has been published yet.</summary>
    public static SchemaContent None { get; } = new("", "", [], []);

    public static SchemaContent Of(CompiledSchema schema) =>
        new(schema.EffectiveSchemaHash, schema.Rules.ToText(), schema.Inputs, schema.Parts);

    public static SchemaContent Of(Snapshot snapshot) => new(
        snapshot.Manifest.EffectiveSchemaHash,
        snapshot.Manifest.Rules,
        [.. snapshot.Manifest.Inputs.Where(input => !ClaimsContent.IsClaimsInput(input))],
        [.. snapshot.Parts.Where(part => !PartNames.IsClaims(part.Name))]);
}
