using System.Text.Json.Nodes;
using Dms.Client.Claims;
using Dms.Client.Schema;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Snapshots;

public sealed class PartReaderTests
{
    [Fact]
    public void Read_NextSchemaByTheSameReader_SharesStringsAndPathsOfChangedParts()
    {
        var reader = new PartReader();
        var first = Schools(reader, core => { });
        var second = Schools(reader, core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true);

        Assert.NotSame(first, second);
        Assert.True(second.AllowIdentityUpdates);
        Assert.Same(first.ResourceName, second.ResourceName);
        Assert.Same(first.IdentityJsonPaths[0], second.IdentityJsonPaths[0]);
        Assert.Same(Assert.Single(first.DocumentPaths).Name, Assert.Single(second.DocumentPaths).Name);
    }

    [Fact]
    public void Read_NumberWhereAStringOfTheSameDigitsWasRead_RejectsThePart()
    {
        var reader = new PartReader();
        Schools(reader, core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["superclassResourceName"] = "12");

        Assert.Throws<PartInvalidException>(
            () => Schools(reader, core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["superclassResourceName"] = 12));
    }

    [Fact]
    public void Read_ClaimsInWhichOneClaimSetChanges_KeepsTheOthersAsTheSameObjects()
    {
        var reader = new PartReader();
        var first = Claims(reader, Set("First", "A"), Set("Second", "A"), Set("Third", "A"));

        var second = Claims(reader, Set("Before", "A"), Set("First", "A"), Set("Second", "B"), Set("Third", "A"));
        var third = Claims(reader, Set("Third", "A"), Set("Second", "B"));

        Assert.Equal(["Before", "First", "Second", "Third"], second.Select(entry => entry.Name));
        Assert.Same(first[0].Content, second[1].Content);
        Assert.NotSame(first[1].Content, second[2].Content);
        Assert.Equal("B", second[2].Content!.ClaimSet.ResourceClaims.Single().Strategies.Single());
        Assert.Same(first[2].Content, second[3].Content);
        Assert.Same(second[3].Content, third[0].Content);
        Assert.Same(second[2].Content, third[1].Content);
    }

    [Fact]
    public void Read_ClaimsThatWereCutOffInAKnownClaimSet_RejectsThePart()
    {
        var reader = new PartReader();
        Claims(reader, Set("First", "A"), Set("Second", "A"));
        var whole = Metadata.Part(PartNames.Claims, Set("First", "A"), Set("Second", "A")).Content;

        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            Assert.Throws<PartInvalidException>(() => { reader.Read(PartNames.Claims, Digest.Of(cut.Span), cut); });
        }
    }

    private static IReadOnlyList<ClaimSetEntry> Claims(PartReader reader, params string[] claimSets)
    {
        var part = Metadata.Part(PartNames.Claims, claimSets);
        return ((ClaimSetEntries)reader.Read(part.Name, Digest.Of(part.Content.Span), part.Content).Value!).Entries;
    }

    private static string Set(string name, string strategy) => Metadata.ClaimSet(name, ("claim", $"Read={strategy}"));

    private static ResourceSchema Schools(PartReader reader, Action<JsonNode> change)
    {
        var release = TestReleases.Publish(TestReleases.SmallParts(change));
        var part = release.Parts.Single(part => part.Name == PartNames.Resource("ed-fi", "schools"));
        return (ResourceSchema)reader.Read(part.Name, Digest.Of(part.Content.Span), part.Content).Value!;
    }
}
