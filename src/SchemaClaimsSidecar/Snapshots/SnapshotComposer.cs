using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Snapshots;

/// <summary>Puts the schema's and the claims' parts into one snapshot.</summary>
internal static class SnapshotComposer
{
    /// <param name="schema">The new schema; null to leave it as it is in <paramref name="current"/>.</param>
    /// <param name="claims">The new claims; null to leave them as they are in <paramref name="current"/>.</param>
    /// <param name="current">The snapshot that runs now; null while there is none.</param>
    /// <returns>A snapshot that shares the parts that did not change with the current one.</returns>
    /// <exception cref="ArgumentException">A part stands where it does not belong, or twice.</exception>
    public static ComposedSnapshot Compose(SchemaContent? schema, ClaimsContent? claims, Snapshot? current)
    {
        schema ??= current is null ? SchemaContent.None : SchemaContent.Of(current);
        claims ??= current is null ? ClaimsContent.None : ClaimsContent.Of(current);
        RefuseStrays(schema, claims);

        var parts = schema.Parts.Concat(claims.Parts)
            .Select(part => Shared(part, current))
            .OrderBy(part => part.Name, StringComparer.Ordinal)
            .ToArray();
        var manifest = ManifestWriter.Write(
            schema.EffectiveSchemaHash, schema.Rules, [.. schema.Inputs, .. claims.Inputs],
            parts.Select(part => new ManifestPart(part.Name, part.Digest, part.Content.Length)));
        var snapshot = manifest.SnapshotId == current?.Id ? current : new Snapshot(manifest, parts);
        return new ComposedSnapshot(snapshot, SnapshotDifference.Between(current, snapshot), ReferenceEquals(snapshot, current), current);
    }

    private static void RefuseStrays(SchemaContent schema, ClaimsContent claims)
    {
        if (schema.Parts.FirstOrDefault(part => PartNames.IsClaims(part.Name)) is { } strayClaims)
            throw new ArgumentException($"The schema holds '{strayClaims.Name}', which belongs to the claims.", nameof(schema));
        if (claims.Parts.FirstOrDefault(part => !PartNames.IsClaims(part.Name)) is { } strayPart)
            throw new ArgumentException($"The claims hold '{strayPart.Name}', which belongs to the schema.", nameof(claims));
        if (schema.Inputs.FirstOrDefault(ClaimsContent.IsClaimsInput) is { } claimsInput)
            throw new ArgumentException($"The schema's input '{claimsInput.Name}' belongs to the claims.", nameof(schema));
        if (claims.Inputs.FirstOrDefault(input => !ClaimsContent.IsClaimsInput(input)) is { } schemaInput)
            throw new ArgumentException($"The claims' input '{schemaInput.Name}' belongs to the schema.", nameof(claims));
    }

    // Holding on to the old bytes rather than to equal new ones keeps one copy in memory, whatever was compiled again. What is new
    // gets bytes of its own: compilers cut parts from a buffer of everything, and one part must not keep all of that alive.
    private static Part Shared(Part part, Snapshot? current)
    {
        if (current is null || !current.TryGetPart(part.Digest, out var held))
            return part with { Content = part.Content.ToArray() };
        return held.Name == part.Name ? held : held with { Name = part.Name };
    }
}
