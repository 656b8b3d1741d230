using System.Text;
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
    public void Read_ResourceWhoseListsStayTheSame_SharesTheLists()
    {
        var reader = new PartReader();
        var first = Schools(reader, core => { });
        var second = Schools(reader, core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true);
        var third = Schools(reader, core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["documentPathsMapping"] = new JsonObject
        {
            ["Other"] = new JsonObject { ["path"] = "$.other" },
        });

        Assert.True(first.DocumentPaths == second.DocumentPaths);
        Assert.True(first.QueryFields == second.QueryFields);
        Assert.Equal("Other", Assert.Single(third.DocumentPaths).Name);
        Assert.True(first.QueryFields == third.QueryFields);
    }

    [Fact]
    public void Read_ClaimsOfWhichOneClaimSetChanged_ReadsThatOneOnly()
    {
        var reader = new PartReader();
        string same = Metadata.ClaimSet("Same", ("a", "Read=A")), other = Metadata.ClaimSet("Other", ("a", "Read=A"));
        var first = Claims(reader, PartNames.Claims, $"[{same},{other}]");
        var second = Claims(reader, PartNames.Claims, $"[{Metadata.ClaimSet("Other", ("a", "Read=B"))} , {same}]");

        Assert.Equal(["Other", "Same"], second.Select(claimSet => claimSet.Name));
        Assert.Same(first[0].Content, second[1].Content);
        Assert.NotSame(first[1].Content, second[0].Content);
        Assert.Equal("B", Assert.Single(second[0].Content!.ClaimSet.ResourceClaims[0].Strategies));
    }

    [Fact]
    public void Read_ClaimSetOfATenantThatOnlyRefers_IsStillRefusedWhereItMayNot()
    {
        var reader = new PartReader();
        const string Reference = """[{"claimSetName":"Shared"}]""";

        Assert.Null(Assert.Single(Claims(reader, PartNames.ClaimsOf("tenant"), Reference)).Content);
        Assert.Throws<PartInvalidException>(() => Claims(reader, PartNames.Claims, Reference));
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
    public void Read_ClaimsThatWereCutOffInAKnownClaimSet_RejectsThePart()
    {
        var reader = new PartReader();
        var whole = $"[{Metadata.ClaimSet("First", ("a", "Read=A"))},{Metadata.ClaimSet("Second", ("a", "Read=A"))}]";
        Claims(reader, PartNames.Claims, whole);

        for (var length = 0; length < whole.Length; length++)
            Assert.Throws<PartInvalidException>(() => Claims(reader, PartNames.Claims, whole[..length]));
    }

    private static IReadOnlyList<ClaimSetEntry> Claims(PartReader reader, string name, string json)
    {
        var content = Encoding.UTF8.GetBytes(json);
        return ((ClaimSetEntries)reader.Read(name, Digest.Of(content), content).Value!).Entries;
    }

    private static ResourceSchema Schools(PartReader reader, Action<JsonNode> change)
    {
        var release = TestReleases.Publish(TestReleases.SmallParts(change));
        var part = release.Parts.Single(part => part.Name == PartNames.Resource("ed-fi", "schools"));
        return (ResourceSchema)reader.Read(part.Name, Digest.Of(part.Content.Span), part.Content).Value!;
    }
}
