using System.Text.Json;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Comparison;

/// <summary>The part of a name in two snapshots; at least one of them has it.</summary>
internal sealed record PartPair(string Name, Part? Earlier, Part? Later)
{
    // Merging can put a fragment as deep as any document may be below a place as deep as any document may be.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = (2 * DocumentReader.MaxDepth) + 2 };

    /// <summary>The parts whose bytes differ, in ordinal order of their names.</summary>
    public static IReadOnlyList<PartPair> Differing(Snapshot? earlier, Snapshot? later)
    {
        var before = earlier?.Parts.ToDictionary(part => part.Name, StringComparer.Ordinal) ?? [];
        List<PartPair> pairs = [];
        foreach (var part in later?.Parts ?? [])
        {
            before.Remove(part.Name, out var old);
            if (old?.Digest != part.Digest)
                pairs.Add(new PartPair(part.Name, old, part));
        }

        pairs.AddRange(before.Values.Select(part => new PartPair(part.Name, part, null)));
        pairs.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return pairs;
    }

    /// <summary>Reads both; what is absent is of kind undefined.</summary>
    public void Read(Action<JsonElement, JsonElement> compare)
    {
        using var earlier = Parse(Earlier);
        using var later = Parse(Later);
        compare(earlier?.RootElement ?? default, later?.RootElement ?? default);
    }

    private static JsonDocument? Parse(Part? part) => part is null ? null : JsonDocument.Parse(part.Content, Options);
}
