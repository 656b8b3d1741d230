using System.Text;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Snapshots;

public sealed class DmsSnapshotTests
{
    [Fact]
    public void Release_OfSnapshot_SaysWhenByWhomAndWhy()
    {
        var published = TestReleases.Publish(TestReleases.SmallParts(), generation: 7, reason: "a reason");
        var snapshot = TestReleases.Snapshot(published);

        Assert.Equal(
            new SnapshotRelease(
                TestReleases.Epoch, 7, published.Manifest.SnapshotId.ToString(), "upload", DateTimeOffset.UnixEpoch.AddDays(7), "tester", "a reason"),
            snapshot.Release);
        Assert.Equal("hash", snapshot.EffectiveSchemaHash);
    }

    [Fact]
    public void RawPart_OfEveryName_GivesTheBytesSent()
    {
        var published = TestReleases.Publish(TestReleases.SmallParts());
        var snapshot = TestReleases.Snapshot(published);

        Assert.Equal(published.Manifest.Parts.Select(part => part.Name), snapshot.PartNames);
        foreach (var part in published.Parts)
            Assert.True(part.Content.Span.SequenceEqual(snapshot.RawPart(part.Name).Span), part.Name);
    }

    [Fact]
    public void RawPart_Unknown_Throws()
    {
        var snapshot = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()));
        Assert.Throws<KeyNotFoundException>(() => snapshot.RawPart("claims"));
        Assert.False(snapshot.TryGetRawPart("claims", out _));
    }

    [Fact]
    public void Schema_OneResourceChanged_SharesAllOthers()
    {
        var first = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()));
        var second = TestReleases.Snapshot(
            TestReleases.Publish(
                TestReleases.SmallParts(core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true), 2),
            first);

        Assert.True(second.Schema.FindResource("ed-fi", "schools")!.AllowIdentityUpdates);
        Assert.NotSame(first.Schema.FindResource("ed-fi", "schools"), second.Schema.FindResource("ed-fi", "schools"));
        Assert.Same(
            first.Schema.FindResource("ed-fi", "studentSchoolAssociations"), second.Schema.FindResource("ed-fi", "studentSchoolAssociations"));
        Assert.NotSame(first.Schema.Projects[0], second.Schema.Projects[0]);
        Assert.Same(first.Schema.Projects[1], second.Schema.Projects[1]);
    }

    [Fact]
    public void Schema_OnlyOpenApiFragmentsChanged_SharesAllResources()
    {
        var first = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()));
        var second = TestReleases.Snapshot(
            TestReleases.Publish(
                TestReleases.SmallParts(core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["openApiFragments"] = new System.Text.Json.Nodes.JsonObject()), 2),
            first);

        Assert.Equal("{}", second.Schema.Core!.FindOpenApiFragments("schools")?.ToString());
        Assert.All(first.Schema.Core!.Resources.Zip(second.Schema.Core!.Resources), pair => Assert.Same(pair.First, pair.Second));
    }

    [Fact]
    public void Schema_OnlyClaimsChanged_IsTheSame()
    {
        var parts = TestReleases.SmallParts();
        var first = TestReleases.Snapshot(TestReleases.Publish(parts));
        var second = TestReleases.Snapshot(
            TestReleases.Publish([.. parts, Part.Of(PartNames.Claims, Encoding.UTF8.GetBytes("[]"))], 2), first);

        Assert.Same(first.Schema, second.Schema);
    }

    [Fact]
    public void Schema_ExtensionRemoved_IsGone()
    {
        var first = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()));
        var second = TestReleases.Snapshot(TestReleases.Publish(SchemaSplitter.Split(SmallSchema.Core()), 2), first);

        Assert.Null(second.Schema.FindProject("sample"));
        Assert.Null(second.Schema.Dependencies);
        Assert.Same(first.Schema.Core, second.Schema.Core);
    }

    [Fact]
    public void Schema_ClaimsOnly_IsEmpty()
    {
        var snapshot = TestReleases.Snapshot(TestReleases.Publish([Part.Of("unknown/part", Encoding.UTF8.GetBytes("not even JSON"))]));
        Assert.Empty(snapshot.Schema.Projects);
        Assert.Null(snapshot.Schema.Core);
    }

    [Fact]
    public void Decide_EveryResource_SaysWhatTheClaimsSayOfItsUri()
    {
        var (snapshot, other) = (WithClaims(generation: 1), WithClaims(generation: 2));

        Assert.True(snapshot.Decide("Vendor", snapshot.Schema.FindResource("ed-fi", "schools")!, ResourceAction.Read).IsGranted);
        Assert.Equal(
            ClaimOutcome.ResourceNotCovered,
            snapshot.Decide("Vendor", snapshot.Schema.FindResource("ed-fi", "gradeLevelDescriptors")!, ResourceAction.Read).Outcome);
        foreach (var resource in snapshot.Schema.Projects.Concat(other.Schema.Projects).SelectMany(project => project.Resources))
        {
            foreach (var claimSet in new[] { "Vendor", "vendor", "Nobody" })
            {
                foreach (var action in new[] { ResourceAction.Read, ResourceAction.Create, ResourceAction.Parse("Archive"), default })
                {
                    Assert.Same(
                        snapshot.Claims.Decide(null, claimSet, resource.ResourceClaimUri, action), snapshot.Decide(claimSet, resource, action));
                }
            }
        }
    }

    [Fact]
    public void Decide_WithoutClaims_IsRefused()
    {
        var snapshot = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()));
        var decision = snapshot.Decide("Vendor", snapshot.Schema.FindResource("ed-fi", "schools")!, ResourceAction.Read);
        Assert.Equal(ClaimOutcome.NoSuchClaimSet, decision.Outcome);
    }

    [Theory]
    [InlineData("resource/ed-fi/schools", "nope", "part 'resource/ed-fi/schools'")]
    [InlineData("resource/ed-fi/schools", "[]", "no JSON object")]
    [InlineData("resource/ed-fi/schools", "{}", "jsonSchemaForInsert")]
    [InlineData("resource/ed-fi/schools", """{"jsonSchemaForInsert":{}}""", "resourceName")]
    [InlineData("resource/ed-fi/schools", """{"jsonSchemaForInsert":[],"resourceName":"School"}""", "Object")]
    [InlineData("resource/ed-fi/schools", """{"jsonSchemaForInsert":{},"resourceName":"School","booleanJsonPaths":["x"]}""", "'x'")]
    [InlineData("resource/ed-fi/schools", """{"jsonSchemaForInsert":{},"resourceName":"School","isDescriptor":1}""", "Number")]
    [InlineData("resource/ed-fi/schools", """{"jsonSchemaForInsert":{},"resourceName":"School"}""", "project/ed-fi")]
    [InlineData("project/ed-fi", """{"apiSchemaVersion":"1"}""", "projectSchema")]
    [InlineData("project/ed-fi", """{"apiSchemaVersion":"1","projectSchema":{}}""", "projectName")]
    [InlineData("openapi/fragments/ed-fi", """{"resourceSchemas":{"a":{}""", "openapi/fragments/ed-fi")]
    public void Part_NotWhatItsNamePromises_IsRefusedByName(string name, string content, string expected)
    {
        var published = TestReleases.Publish([Part.Of(name, Encoding.UTF8.GetBytes(content))]);
        var refused = Assert.Throws<PartInvalidException>(() => TestReleases.Snapshot(published));
        Assert.Contains(name, refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(expected, refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static DmsSnapshot WithClaims(long generation)
    {
        var claims = Metadata.ClaimSet(
            "Vendor",
            ("http://ed-fi.org/identity/claims/ed-fi/school", "Read=NoFurtherAuthorizationRequired Archive=NamespaceBased"),
            ("http://ed-fi.org/identity/claims/ed-fi/studentSchoolAssociation", "Create=A,B"));
        return TestReleases.Snapshot(TestReleases.Publish(
            [.. TestReleases.SmallParts(), Part.Of(PartNames.Claims, Encoding.UTF8.GetBytes($"[{claims}]"))], generation));
    }
}
