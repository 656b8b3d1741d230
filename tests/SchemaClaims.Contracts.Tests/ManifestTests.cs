using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaClaims.Contracts.Tests;

public sealed class ManifestTests
{
    private static readonly ManifestInput[] Inputs =
        [new("core", "Ed-Fi \"core\" ü.json", Digest.Of("core"u8), 4), new("claims", "claims.json", Digest.Of("claims"u8), 6)];

    private static readonly ManifestPart[] Parts =
        [new("claims", Digest.Of("c"u8), 1), new("dependencies", Digest.Of("d"u8), 1), new("resource/ed-fi/Students", Digest.Of(""u8), 0)];

    private static readonly Arbitrary<ManifestPart[]> AnyParts = Gen.Choose(0, 500)
        .ListOf()
        .Select(numbers => numbers.Distinct().Select(APart).ToArray())
        .ToArbitrary();

    [Fact]
    public void Manifest_WrittenAndRead_SaysTheSame()
    {
        var written = ManifestWriter.Write("aa", "2026", Inputs, Parts);

        var read = ManifestReader.Read(written.Bytes);

        Assert.Equal(("aa", "2026"), (read.EffectiveSchemaHash, read.Rules));
        Assert.Equal(Inputs, read.Inputs);
        Assert.Equal(Parts, read.Parts);
        Assert.Equal(written.SnapshotId, read.SnapshotId);
        Assert.Equal(written.Bytes.ToArray(), read.Bytes.ToArray());
    }

    [Fact]
    public void SnapshotId_IsTheDigestOfTheBytes()
    {
        var written = ManifestWriter.Write("aa", "2026", Inputs, Parts);

        Assert.Equal(Digest.Of(written.Bytes.Span), written.SnapshotId);
    }

    [Fact]
    public void Manifest_OfThePartsInAnyOrder_IsTheSame() =>
        Prop.ForAll(AnyParts, parts =>
        {
            var sorted = ManifestWriter.Write("", "", [], parts);
            var reversed = ManifestWriter.Write("", "", [], parts.Reverse());
            var read = ManifestReader.Read(sorted.Bytes);
            return sorted.SnapshotId == reversed.SnapshotId && read.Parts.SequenceEqual(sorted.Parts)
                && read.Parts.Select(part => part.Name).SequenceEqual(parts.Select(part => part.Name).Order(StringComparer.Ordinal));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Writer_PartNameThatIsMalformedOrTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ManifestWriter.Write("", "", [], [Parts[0], Parts[0] with { Length = 2 }]));
        Assert.Throws<ArgumentException>(() => ManifestWriter.Write("", "", [], [Parts[0] with { Name = "../claims" }]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1,")]
    public void Reader_BytesThatAreNoManifest_AreRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => ManifestReader.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Reader_NewerFormat_IsRefusedByItsNumber()
    {
        var refused = Assert.Throws<InvalidDataException>(() => Read(manifest => manifest["format"] = 2));

        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("effectiveSchemaHash")]
    [InlineData("rules")]
    [InlineData("inputs")]
    [InlineData("parts")]
    public void Reader_PropertyMissingOrNull_IsRefused(string property)
    {
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest[property] = null));
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest.Remove(property)));
    }

    [Theory]
    [InlineData("name", "../claims")]
    [InlineData("name", null)]
    [InlineData("digest", "aa")]
    [InlineData("digest", null)]
    [InlineData("length", "1")]
    public void Reader_PartThatIsMalformed_IsRefused(string property, string? value) =>
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest["parts"]![0]![property] = value));

    [Theory]
    [InlineData("inputs")]
    [InlineData("parts")]
    public void Reader_EntryThatIsMalformed_IsRefused(string list)
    {
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest[list]![0]!["length"] = -1));
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest[list]![0]!.AsObject().Remove("digest")));
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest[list]![0]!.AsObject().Remove("name")));
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest[list]![0] = null));
    }

    [Fact]
    public void Reader_PartsOutOfOrderOrTwice_AreRefused()
    {
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest["parts"]![1]!["name"] = "aardvark"));
        Assert.Throws<InvalidDataException>(() => Read(manifest => manifest["parts"]![1]!["name"] = "claims"));
    }

    [Fact]
    public void Reader_PropertyThatItDoesNotKnow_IsIgnored() =>
        Assert.Equal(Parts, Read(manifest => manifest["later"] = "more").Parts);

    private static ManifestPart APart(int number) => new($"resource/p{number % 7}/r{number}", Digest.Of([(byte)number]), number);

    private static Manifest Read(Action<JsonObject> change)
    {
        var manifest = JsonNode.Parse(ManifestWriter.Write("aa", "2026", Inputs, Parts).Bytes.Span)!.AsObject();
        change(manifest);
        return ManifestReader.Read(Encoding.UTF8.GetBytes(manifest.ToJsonString()));
    }
}
