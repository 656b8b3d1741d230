using System.Text.Json.Nodes;
using Dms.Client.Schema;
using Dms.Client.Snapshots;
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

    private static ResourceSchema Schools(PartReader reader, Action<JsonNode> change)
    {
        var release = TestReleases.Publish(TestReleases.SmallParts(change));
        var part = release.Parts.Single(part => part.Name == PartNames.Resource("ed-fi", "schools"));
        return (ResourceSchema)reader.Read(part.Name, Digest.Of(part.Content.Span), part.Content).Value!;
    }
}
