using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class PartBatchesTests
{
    // A thousand subscribers who come at once have a message each in the buffers of their connections.
    private const int MostBytesOfAMessage = 32 * 1024;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_PartsOfRandomSizes_CarriesEveryByteInOrderAndNoMoreThanAMessageHolds(int seed)
    {
        var random = new Random(seed);
        var parts = Enumerable.Range(0, 20).Select(number =>
        {
            var content = new byte[random.Next(4) switch { 0 => 0, 1 => random.Next(100), 2 => random.Next(300_000), _ => random.Next(3_000_000) }];
            random.NextBytes(content);
            return Part.Of($"part/{number}", content);
        }).DistinctBy(part => part.Digest).ToArray();

        var received = parts.ToDictionary(part => part.Digest, _ => new MemoryStream());
        var completed = new HashSet<Digest>();
        foreach (var (message, done) in PartBatches.Of(parts))
        {
            Assert.InRange(message.Pieces.Sum(piece => piece.Data.Length), 0, MostBytesOfAMessage);
            foreach (var piece in message.Pieces)
            {
                var digest = Digest.FromBytes(piece.Digest.Span);
                Assert.DoesNotContain(digest, completed);
                Assert.Equal(received[digest].Length, (long)piece.Offset);
                received[digest].Write(piece.Data.Span);
            }

            completed.UnionWith(done);
        }

        Assert.Equal(parts.Select(part => part.Digest).ToHashSet(), completed);
        Assert.All(parts, part => Assert.Equal(part.Digest, Digest.Of(received[part.Digest].ToArray())));
    }

    [Fact]
    public void Of_ManySmallParts_TravelTogether()
    {
        var parts = Enumerable.Range(0, 100).Select(number => Part.Of($"part/{number}", new byte[200 + number])).ToArray();

        Assert.Single(PartBatches.Of(parts));
    }

    [Fact]
    public void Of_NoParts_SendsNothing() => Assert.Empty(PartBatches.Of([]));
}
