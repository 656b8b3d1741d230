using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace SchemaClaims.Contracts.Tests;

public sealed class ReleaseFormatTests
{
    private static readonly ReleaseRecord Record = new(
        "0123456789abcdef0123456789abcdef", 7, Digest.Of("manifest"u8).ToString(), "upload",
        new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero).AddTicks(1234567), "ann <ann@example.org>", "new term");

    [Fact]
    public void Release_WrittenAndRead_SaysTheSame()
    {
        var written = ReleaseFormat.Write(Record);

        var read = ReleaseFormat.Read(written.Bytes);

        Assert.Equal(Record, read.Record);
        Assert.Equal(Digest.Of("manifest"u8), read.SnapshotId);
        Assert.Equal(new Position(Record.Epoch, 7), read.Position);
        Assert.Equal(written.Bytes.ToArray(), read.Bytes.ToArray());
    }

    [Fact]
    public void Release_WithAnyTextInIt_IsOneLineAndComesBack() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<PositiveInt>(), (text, generation) =>
        {
            var record = Record with { Reason = WellFormed(text.Get), Generation = generation.Get };
            var bytes = ReleaseFormat.Write(record).Bytes;
            return !bytes.Span.Contains((byte)'\n') && ReleaseFormat.Read(bytes).Record == record;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("line\nfeed\r\n")]
    [InlineData("\"quoted\" <b> & ' ü 学 😀")]
    [InlineData("\0\u001f\u2028")]
    [InlineData("")]
    public void Release_WithUnusualText_IsOneLineAndComesBack(string reason)
    {
        var bytes = ReleaseFormat.Write(Record with { Reason = reason }).Bytes;

        Assert.DoesNotContain((byte)'\n', bytes.ToArray());
        Assert.Equal(reason, ReleaseFormat.Read(bytes).Record.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"epoch\":")]
    public void Reader_BytesThatAreNoRelease_AreRefused(string text) =>
        Assert.Throws<InvalidDataException>(() => ReleaseFormat.Read(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("epoch")]
    [InlineData("generation")]
    [InlineData("snapshot")]
    [InlineData("kind")]
    [InlineData("publishedAt")]
    [InlineData("publishedBy")]
    [InlineData("reason")]
    public void Reader_PropertyMissingOrNull_IsRefused(string property)
    {
        Assert.Throws<InvalidDataException>(() => Read(release => release[property] = null));
        Assert.Throws<InvalidDataException>(() => Read(release => release.Remove(property)));
    }

    [Fact]
    public void Reader_ValuesThatNoReleaseHas_AreRefused()
    {
        Assert.Throws<InvalidDataException>(() => Read(release => release["generation"] = 0));
        Assert.Throws<InvalidDataException>(() => Read(release => release["generation"] = -1));
        Assert.Throws<InvalidDataException>(() => Read(release => release["epoch"] = ""));
        Assert.Throws<InvalidDataException>(() => Read(release => release["snapshot"] = "aa"));
        Assert.Throws<InvalidDataException>(() => Read(release => release["publishedAt"] = "yesterday"));
        Assert.Throws<InvalidDataException>(() => Read(release => release["rollout"] = new JsonObject()));
        Assert.Throws<InvalidDataException>(() => Read(release => release["rollout"] = 1));
    }

    [Fact]
    public void Reader_PropertyThatItDoesNotKnow_IsIgnored() => Assert.Equal(Record, Read(release => release["novelty"] = 1).Record);

    [Fact]
    public void Release_ForEverybody_DoesNotNameARollout() =>
        Assert.DoesNotContain("rollout", Encoding.UTF8.GetString(ReleaseFormat.Write(Record).Bytes.Span), StringComparison.Ordinal);

    [Fact]
    public void Release_ForPartOfTheFleet_NamesItAndComesBack()
    {
        var byHand = Record with { Rollout = new RolloutRecord("zone=a") };
        var byItself = Record with { Rollout = new RolloutRecord("10%", TimeSpan.FromMinutes(5)) };

        Assert.EndsWith("\"rollout\":{\"to\":\"zone=a\"}}", Encoding.UTF8.GetString(ReleaseFormat.Write(byHand).Bytes.Span), StringComparison.Ordinal);
        Assert.EndsWith(
            "\"rollout\":{\"to\":\"10%\",\"auto\":\"00:05:00\"}}", Encoding.UTF8.GetString(ReleaseFormat.Write(byItself).Bytes.Span),
            StringComparison.Ordinal);
        Assert.Equal(byHand, ReleaseFormat.Read(ReleaseFormat.Write(byHand).Bytes).Record);
        Assert.Equal(byItself, ReleaseFormat.Read(ReleaseFormat.Write(byItself).Bytes).Record);
    }

    private static Release Read(Action<JsonObject> change)
    {
        var release = JsonNode.Parse(ReleaseFormat.Write(Record).Bytes.Span)!.AsObject();
        change(release);
        return ReleaseFormat.Read(Encoding.UTF8.GetBytes(release.ToJsonString()));
    }

    // Half of a surrogate pair is no text; it cannot come in over the wire.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
