using System.Text.Json.Nodes;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Tests.Schema;
using SchemaClaimsSidecar.Tests.Snapshots;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Comparison;

public sealed class RandomComparisonTests(ITestOutputHelper output)
{
    private const int Rounds = 300;

    private readonly int _seed = Environment.TickCount;

    [Fact]
    public void Compare_WithItself_IsEmpty() => ForEachPair((earlier, _) =>
    {
        Assert.Empty(SnapshotComparer.Compare(Snapshot(earlier), Snapshot(earlier)).Changes);
        Assert.Empty(SnapshotComparer.Compare(Snapshot(earlier), Snapshot((JsonObject)earlier.DeepClone())).Changes);
    });

    [Fact]
    public void Compare_TheOtherWayRound_IsMirrored() => ForEachPair((earlier, later) =>
    {
        var there = SnapshotComparer.Compare(Snapshot(earlier), Snapshot(later)).Changes;
        var back = SnapshotComparer.Compare(Snapshot(later), Snapshot(earlier)).Changes;

        Assert.Equal(Facts(there, mirrored: false), Facts(back, mirrored: true));
    });

    [Fact]
    public void Compare_FieldsOfResourcesThatStay_AreThoseThatANaiveReaderMisses() => ForEachPair((earlier, later) =>
    {
        var changes = SnapshotComparer.Compare(Snapshot(earlier), Snapshot(later)).Changes;

        Assert.Equal(Missing(later, earlier), FieldsOf(changes, ChangeKind.Added));
        Assert.Equal(Missing(earlier, later), FieldsOf(changes, ChangeKind.Removed));
    });

    [Fact]
    public void Compare_ResourcesThatDiffer_NoneGoesUnseen() => ForEachPair((earlier, later) =>
    {
        var subjects = SnapshotComparer.Compare(Snapshot(earlier), Snapshot(later)).Changes.Select(change => change.Subject).ToHashSet();

        var names = earlier.Select(entry => entry.Key).Union(later.Select(entry => entry.Key));
        var differing = names.Where(name => Meaning(earlier[name]) != Meaning(later[name]));
        Assert.Empty(differing.Select(name => $"ed-fi/{name}").Except(subjects));
    });

    private void ForEachPair(Action<JsonObject, JsonObject> check)
    {
        output.WriteLine($"Seed {_seed}");
        var random = new Random(_seed);
        for (var round = 0; round < Rounds; round++)
            check(Thinned(random), Thinned(random));
    }

    /// <summary>The crafted resources with something taken away here and there.</summary>
    private static JsonObject Thinned(Random random)
    {
        var resources = CraftedSchema.Core().Resources();
        foreach (var (name, resource) in resources.ToArray())
        {
            if (random.Next(8) == 0)
                resources.Remove(name);
            foreach (var member in new[] { "documentPathsMapping", "queryFieldMapping", "securableElements", "jsonSchemaForInsert" })
                ThinOut(resource![member]!, random);
            foreach (var list in resource!.AsObject().Select(member => member.Value).OfType<JsonArray>())
                ThinOut(list, random);
        }

        return resources;
    }

    private static void ThinOut(JsonNode node, Random random)
    {
        if (node is JsonArray list)
        {
            for (var i = list.Count - 1; i >= 0; i--)
            {
                if (random.Next(10) == 0)
                    list.RemoveAt(i);
            }
        }
        else if (node is JsonObject owner)
        {
            foreach (var (name, value) in owner.ToArray())
            {
                if (random.Next(20) == 0)
                    owner.Remove(name);
                else if (value is not null)
                    ThinOut(value, random);
            }
        }
    }

    // What is empty says as little as what is absent; so does an array whose items need not be unique.
    private static string Meaning(JsonNode? node) => node switch
    {
        JsonArray list => list.Count == 0 ? "" : $"[{string.Join(',', list.Select(Meaning))}]",
        JsonObject members => string.Concat(members
            .Select(member => (member.Key, Text: member.Key == "uniqueItems" ? "" : Meaning(member.Value)))
            .Where(member => member.Text.Length > 0)
            .Select(member => $"{{{member.Key}:{member.Text}}}")),
        _ => node?.ToJsonString() ?? "",
    };

    private static Snapshot Snapshot(JsonObject resources) => SnapshotComposer.Compose(
        SnapshotSamples.Schema(
            SnapshotSamples.Document("core.json", "core"),
            [.. resources.Select(entry => SnapshotSamples.Part(PartNames.Resource("ed-fi", entry.Key), entry.Value!.ToJsonString()))]),
        null,
        null).Snapshot;

    private static string[] Facts(IEnumerable<Change> changes, bool mirrored) =>
    [
        .. changes.Select(change => mirrored
                ? $"{Mirror(change.Kind)} {change.Subject} {change.Aspect} {change.Name} {change.Facet} {change.After} {change.Before}"
                : $"{change.Kind} {change.Subject} {change.Aspect} {change.Name} {change.Facet} {change.Before} {change.After}")
            .Order(StringComparer.Ordinal),
    ];

    private static ChangeKind Mirror(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => ChangeKind.Removed,
        ChangeKind.Removed => ChangeKind.Added,
        _ => kind,
    };

    private static string[] FieldsOf(IEnumerable<Change> changes, ChangeKind kind) =>
    [
        .. changes.Where(change => change.Aspect == Aspect.Field && change.Kind == kind)
            .Select(change => $"{change.Subject} {change.Name}").Order(StringComparer.Ordinal),
    ];

    private static string[] Missing(JsonObject from, JsonObject than) =>
    [
        .. from.Where(entry => than.ContainsKey(entry.Key))
            .SelectMany(entry => Fields(entry.Value!, "$").Except(Fields(than[entry.Key]!, "$"))
                .Select(path => $"ed-fi/{entry.Key} {path}"))
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Fields(JsonNode resource, string path)
    {
        var schema = resource["jsonSchemaForInsert"] ?? resource;
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            yield return $"{path}.{name}";
            foreach (var below in Fields(property!, $"{path}.{name}"))
                yield return below;
        }

        foreach (var below in schema["items"] is { } items ? Fields(items, path + "[*]") : [])
            yield return below;
    }
}
