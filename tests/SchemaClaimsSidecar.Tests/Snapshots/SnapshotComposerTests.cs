using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Snapshots;
using static SchemaClaimsSidecar.Tests.Snapshots.SnapshotSamples;

namespace SchemaClaimsSidecar.Tests.Snapshots;

public sealed class SnapshotComposerTests
{
    private static readonly SchemaContent OneSchema = SnapshotSamples.Schema(
        Document("core.json", "core"),
        Part("resource/ed-fi/students", "students"),
        Part("project/ed-fi", "project"),
        Part("dependencies", "[]"));

    private static readonly ClaimsContent OneClaims = SnapshotSamples.Claims(Document("claims.json", "input"), Part("claims", "claims"));

    [Fact]
    public void Compose_SchemaAndClaims_SortsThePartsAndKeepsTheInputsInOrder()
    {
        var composed = SnapshotComposer.Compose(OneSchema, OneClaims, current: null);

        Assert.Equal(
            ["claims", "dependencies", "project/ed-fi", "resource/ed-fi/students"], composed.Snapshot.Parts.Select(part => part.Name));
        Assert.Equal(["core.json", "claims.json"], composed.Snapshot.Manifest.Inputs.Select(input => input.Name));
        Assert.Equal(Hash, composed.Snapshot.Manifest.EffectiveSchemaHash);
        Assert.Equal("2026", composed.Snapshot.Manifest.Rules);
    }

    [Fact]
    public void Compose_WithoutACurrentSnapshot_CountsEverythingAsAdded()
    {
        var composed = SnapshotComposer.Compose(OneSchema, OneClaims, current: null);

        Assert.Equal(composed.Snapshot.Parts.Select(part => part.Name), composed.Difference.Added);
        Assert.Empty(composed.Difference.Changed);
        Assert.Empty(composed.Difference.Removed);
        Assert.False(composed.IsUnchanged);
    }

    [Fact]
    public void Compose_SchemaAlone_IsASnapshotWithoutClaims()
    {
        var composed = SnapshotComposer.Compose(OneSchema, claims: null, current: null);

        Assert.DoesNotContain(composed.Snapshot.Parts, part => PartNames.IsClaims(part.Name));
    }

    [Fact]
    public void Compose_ClaimsAlone_IsASnapshotWithoutSchema()
    {
        var composed = SnapshotComposer.Compose(schema: null, OneClaims, current: null);

        Assert.Equal("claims", Assert.Single(composed.Snapshot.Parts).Name);
        Assert.Equal("", composed.Snapshot.Manifest.EffectiveSchemaHash);
    }

    [Fact]
    public void Compose_NewClaims_LeavesTheSchemaAsItIs()
    {
        var current = SnapshotComposer.Compose(OneSchema, OneClaims, current: null).Snapshot;
        var tenants = SnapshotSamples.Claims(
            Document("claims.json", "new input"), Part("claims", "new claims"), Part("claims/north", "[]"));

        var composed = SnapshotComposer.Compose(schema: null, tenants, current);

        Assert.Equal(["claims/north"], composed.Difference.Added);
        Assert.Equal(["claims"], composed.Difference.Changed);
        Assert.Empty(composed.Difference.Removed);
        Assert.Equal(Hash, composed.Snapshot.Manifest.EffectiveSchemaHash);
        Assert.Equal(OneSchema.Inputs.Concat(tenants.Inputs), composed.Snapshot.Manifest.Inputs);
        Assert.Equal(SchemaParts(current), SchemaParts(composed.Snapshot));
    }

    [Fact]
    public void Compose_NewSchema_LeavesTheClaimsAsTheyAre()
    {
        var current = SnapshotComposer.Compose(OneSchema, OneClaims, current: null).Snapshot;
        var schema = SnapshotSamples.Schema(
            Document("core.json", "new core"), Part("resource/ed-fi/students", "changed"), Part("project/ed-fi", "project"));

        var composed = SnapshotComposer.Compose(schema, claims: null, current);

        Assert.Empty(composed.Difference.Added);
        Assert.Equal(["resource/ed-fi/students"], composed.Difference.Changed);
        Assert.Equal(["dependencies"], composed.Difference.Removed);
        Assert.Same(Assert.Single(current.Parts, IsClaims), Assert.Single(composed.Snapshot.Parts, IsClaims));
        Assert.Equal(schema.Inputs.Concat(OneClaims.Inputs), composed.Snapshot.Manifest.Inputs);
    }

    [Fact]
    public void Compose_TheSameContentAgain_IsTheCurrentSnapshotItself()
    {
        var current = SnapshotComposer.Compose(OneSchema, OneClaims, current: null).Snapshot;
        var again = SnapshotSamples.Schema(
            Document("core.json", "core"),
            Part("dependencies", "[]"),
            Part("project/ed-fi", "project"),
            Part("resource/ed-fi/students", "students"));

        var composed = SnapshotComposer.Compose(again, OneClaims, current);

        Assert.True(composed.IsUnchanged);
        Assert.Same(current, composed.Snapshot);
        Assert.Equal([], composed.Difference.Added.Concat(composed.Difference.Changed).Concat(composed.Difference.Removed));
    }

    [Fact]
    public void Compose_AnotherInputOfTheSameParts_IsAnotherSnapshotWithoutDifference()
    {
        var current = SnapshotComposer.Compose(OneSchema, OneClaims, current: null).Snapshot;

        var reformatted = OneSchema with { Inputs = [Input("core", Document("core.json", "core "))] };
        var composed = SnapshotComposer.Compose(reformatted, claims: null, current);

        Assert.False(composed.IsUnchanged);
        Assert.NotEqual(current.Id, composed.Snapshot.Id);
        Assert.Empty(composed.Difference.Changed);
    }

    [Fact]
    public void Compose_UnchangedParts_AreTheObjectsOfTheCurrentSnapshot()
    {
        var current = SnapshotComposer.Compose(OneSchema, OneClaims, current: null).Snapshot;
        var compiledAgain = SnapshotSamples.Schema(
            Document("core.json", "new core"),
            Part("dependencies", "[]"),
            Part("resource/ed-fi/students", "changed"),
            Part("project/ed-fi", "project"));

        var composed = SnapshotComposer.Compose(compiledAgain, claims: null, current).Snapshot;

        Assert.Equal(3, composed.Parts.Count(part => current.Parts.Any(held => ReferenceEquals(held, part))));
    }

    [Fact]
    public void Compose_EqualBytesUnderTwoNames_KeepsBothNames()
    {
        var schema = SnapshotSamples.Schema(Document("core.json", "core"), Part("a", "same"), Part("b", "same"));
        var current = SnapshotComposer.Compose(schema, null, null).Snapshot;

        var composed = SnapshotComposer.Compose(null, OneClaims, current).Snapshot;

        Assert.Equal(["a", "b", "claims"], composed.Parts.Select(part => part.Name));
    }

    [Fact]
    public void Compose_PartsInAStrangersShare_AreRefused()
    {
        var schemaWithClaims = SnapshotSamples.Schema(Document("c", "c"), Part("claims", "x"));
        var claimsWithSchema = SnapshotSamples.Claims(Document("c", "c"), Part("dependencies", "x"));

        Assert.Throws<ArgumentException>(() => SnapshotComposer.Compose(schemaWithClaims, null, null));
        Assert.Throws<ArgumentException>(() => SnapshotComposer.Compose(null, claimsWithSchema, null));
        Assert.Throws<ArgumentException>(() => SnapshotComposer.Compose(OneSchema with { Inputs = OneClaims.Inputs }, null, null));
        Assert.Throws<ArgumentException>(() => SnapshotComposer.Compose(null, OneClaims with { Inputs = OneSchema.Inputs }, null));
    }

    [Fact]
    public void Compose_APartNameTwice_IsRefused() =>
        Assert.Throws<ArgumentException>(
            () => SnapshotComposer.Compose(SnapshotSamples.Schema(Document("c", "c"), Part("a", "1"), Part("a", "2")), null, null));

    private static bool IsClaims(Part part) => PartNames.IsClaims(part.Name);

    private static IEnumerable<Part> SchemaParts(Snapshot snapshot) => snapshot.Parts.Where(part => !IsClaims(part));
}
