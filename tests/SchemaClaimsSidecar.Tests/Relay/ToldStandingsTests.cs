using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Relay;

namespace SchemaClaimsSidecar.Tests.Relay;

public class ToldStandingsTests
{
    [Fact]
    public void PiecesUpTo_ManyWithLongReasons_FitEachInAReport()
    {
        var current = Enumerable.Range(0, 1000).Select(number => Standing($"dms-{number}", new string('x', 4096)))
            .ToDictionary(standing => new SubscriberName(standing.Subscriber, "d"));

        var pieces = new ToldStandings().PiecesUpTo(current).ToArray();

        Assert.InRange(pieces.Length, 8, 10);
        Assert.All(pieces, piece => Assert.InRange(piece.CalculateSize(), 1, Protocol.MaxStandingBytes + 16 * 1024));
        Assert.Equal(1000, pieces.Sum(piece => piece.Standings_.Count));
        Assert.True(pieces[0] is { Begins: true, Ends: false } && pieces[^1] is { Begins: false, Ends: true });
    }

    [Fact]
    public void PiecesUpTo_Afterwards_TellsWhatDiffersAlone()
    {
        var told = new ToldStandings();
        var (one, other) = (new SubscriberName("one", "d"), new SubscriberName("other", "d"));
        Assert.Equal(2, Tell(told, (one, Standing("one", "")), (other, Standing("other", ""))).Count);

        Assert.Empty(Tell(told, (one, Standing("one", "")), (other, Standing("other", ""))));
        Assert.Equal("other", Assert.Single(Tell(told, (one, Standing("one", "")), (other, Standing("other", "new")))).Subscriber);
    }

    private static List<Standing> Tell(ToldStandings told, params (SubscriberName Name, Standing Standing)[] current) =>
        [.. told.PiecesUpTo(current.ToDictionary(one => one.Name, one => one.Standing)).SelectMany(piece => piece.Standings_)];

    private static Standing Standing(string name, string reason) => new() { Subscriber = name, Instance = "d", Reason = reason };
}
