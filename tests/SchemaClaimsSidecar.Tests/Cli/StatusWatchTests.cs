using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using Testing;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Tests.Cli;

public sealed class StatusWatchTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _output = new();

    [Fact]
    public void Show_ElsewhereThanOnATerminal_WritesALineForEachChange()
    {
        var watch = new StatusWatch(_output, isTerminal: false, Colors.Of(isTerminal: false), _time);

        watch.Show(StatusOf(State.Behind));
        watch.Show(StatusOf(State.Behind));
        watch.Show(StatusOf(State.Rejected));

        var lines = _output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith(" release 2 of epoch e: snapshot s", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" BEHIND pod-a runs 1, meant 2", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" REJECTED pod-a runs 1, meant 2: PART_INVALID: It does not suit.", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Show_OnATerminal_DrawsOverWhatWasThere()
    {
        var watch = new StatusWatch(_output, isTerminal: true, new Colors(areOn: true), _time);

        watch.Show(StatusOf(State.Held));

        var screen = _output.ToString();
        Assert.StartsWith("\e[HRelease 2, ", screen, StringComparison.Ordinal);
        Assert.Contains("\e[33mHELD \e[0m", screen, StringComparison.Ordinal);
        Assert.Contains("1 \e[33mHELD\e[0m", screen, StringComparison.Ordinal);
        Assert.EndsWith("\e[J", screen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SYNCED", "\e[32mSYNCED\e[0m")]
    [InlineData("BEHIND", "\e[33mBEHIND\e[0m")]
    [InlineData("REJECTED", "\e[1;31mREJECTED\e[0m")]
    [InlineData("SILENT", "\e[31mSILENT\e[0m")]
    [InlineData("CONNECTED", "CONNECTED")]
    public void State_IsPaintedOnlyWhereThereAreColours(string state, string painted)
    {
        Assert.Equal(painted, new Colors(areOn: true).State(state));
        Assert.Equal(state, new Colors(areOn: false).State(state));
    }

    private SidecarStatus StatusOf(State state)
    {
        var now = Timestamp.FromDateTimeOffset(_time.GetUtcNow());
        return new SidecarStatus
        {
            Epoch = "e",
            StartedAt = now,
            Release = new Release { Position = At(2), SnapshotId = "s", PublishedAt = now },
            Subscribers =
            {
                new Subscriber
                {
                    Name = "pod-a", Instance = "1", State = state, Running = At(1), Meant = At(2), StateSince = now, LastHeard = now,
                    Code = "PART_INVALID", Reason = "It does not suit.",
                },
            },
        };
    }

    private static Position At(ulong generation) => new() { Epoch = "e", Generation = generation };
}
