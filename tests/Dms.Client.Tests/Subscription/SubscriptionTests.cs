using System.Text;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using SchemaClaims.Contracts;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;
using Testing;

namespace Dms.Client.Tests.Subscription;

/// <summary>Offer, parts, commit; what is held; what a new stream says.</summary>
public sealed class SubscriptionTests
{
    private static readonly IReadOnlyList<Part> First = TestReleases.SmallParts();

    private static readonly IReadOnlyList<Part> Second = TestReleases.SmallParts(
        core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true);

    private static readonly Part Changed = Second.Single(part => part.Name == "resource/ed-fi/schools");

    [Fact]
    public async Task Subscribe_FirstStream_SaysWhoAndThatNothingIsHeld()
    {
        await using var client = await ClientHost.StartAsync();
        var request = (await client.Sidecar.NextStreamAsync()).Request;

        Assert.Equal(1u, request.Protocol);
        Assert.Equal("pod-1", request.Subscriber);
        Assert.NotEmpty(request.Instance);
        Assert.Null(request.Applied);
        Assert.Null(request.Rejected);
        Assert.True(request.HeldDigests.IsEmpty);
    }

    [Fact]
    public async Task Release_Committed_IsAppliedAndReported()
    {
        await using var client = await ClientHost.StartAsync();
        var release = TestReleases.Publish(First, generation: 5);
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(release);
        stream.SendParts(release.Parts);
        Assert.False(client.Snapshots.TryGetCurrent(out _));
        stream.Commit(release);
        var report = await client.Sidecar.NextReportAsync();

        Assert.Equal(Outcome.Applied, report.Outcome);
        Assert.Equal((TestReleases.Epoch, 5ul), (report.Position.Epoch, report.Position.Generation));
        Assert.Equal(report.Position, report.Running);
        Assert.Equal(("pod-1", stream.Request.Instance), (report.Subscriber, report.Instance));
        Assert.Equal(("", ""), (report.Code, report.Reason));
        Assert.Equal(5, client.Current.Release.Generation);
        Assert.NotNull(client.Current.Schema.FindResource("ed-fi", "schools"));
    }

    [Fact]
    public async Task Report_Applied_SaysHowLongItTookSinceTheOffer()
    {
        await using var client = await ClientHost.StartAsync();
        var release = TestReleases.Publish(First);
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(release);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Latest?.Generation == 1);
        client.Time.Advance(TimeSpan.FromSeconds(3));
        stream.SendParts(release.Parts);
        stream.Commit(release);

        Assert.Equal(3_000_000ul, (await client.Sidecar.NextReportAsync()).ElapsedMicroseconds);
    }

    [Fact]
    public async Task Part_InPieces_IsPutTogether()
    {
        await using var client = await ClientHost.StartAsync();
        var release = TestReleases.Publish(First);
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(release);
        foreach (var part in release.Parts)
        {
            for (var offset = 0; offset < part.Content.Length; offset += 7)
                stream.SendPiece(part.Digest, (ulong)offset, part.Content.Span[offset..Math.Min(offset + 7, part.Content.Length)]);
        }

        stream.Commit(release);
        Assert.Equal(Outcome.Applied, (await client.Sidecar.NextReportAsync()).Outcome);
        Assert.All(First, part => Assert.True(part.Content.Span.SequenceEqual(client.Current.RawPart(part.Name).Span)));
    }

    [Fact]
    public async Task Part_EmptyAndDuplicateContent_IsTaken()
    {
        await using var client = await ClientHost.StartAsync();
        var release = TestReleases.Publish(
        [
            Part.Of("a", Array.Empty<byte>()), Part.Of("b/x", Encoding.UTF8.GetBytes("same")), Part.Of("b/y", Encoding.UTF8.GetBytes("same")),
        ]);
        await client.ApplyFirstAsync(release);

        Assert.Equal(0, client.Current.RawPart("a").Length);
        Assert.True(client.Current.RawPart("b/x").Span.SequenceEqual("same"u8));
        Assert.True(client.Current.RawPart("b/y").Span.SequenceEqual("same"u8));
    }

    [Fact]
    public async Task SecondRelease_OnePartChanged_IsAppliedFromThatPartAndSharesTheRest()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(First));
        var before = client.Current;
        stream.Offer(TestReleases.Publish(Second, 2));
        stream.SendParts(Changed);
        stream.Commit(TestReleases.Publish(Second, 2));
        await client.Sidecar.NextReportAsync();

        Assert.Equal(2, client.Current.Release.Generation);
        Assert.True(client.Current.Schema.FindResource("ed-fi", "schools")!.AllowIdentityUpdates);
        Assert.Same(before.Schema.FindResource("sample", "buses"), client.Current.Schema.FindResource("sample", "buses"));
        Assert.False(before.Schema.FindResource("ed-fi", "schools")!.AllowIdentityUpdates);
    }

    [Fact]
    public async Task SecondRelease_OfTheSameSnapshot_NeedsNoPartsAndKeepsEveryObject()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(First));
        var before = client.Current;
        stream.Offer(TestReleases.Publish(First, 2));
        stream.Commit(TestReleases.Publish(First, 2));
        await client.Sidecar.NextReportAsync();

        Assert.Equal(2, client.Current.Release.Generation);
        Assert.Equal(before.Parts.Length, client.Current.Parts.Length);
        for (var part = 0; part < before.Parts.Length; part++)
            Assert.Same(before.Parts[part], client.Current.Parts[part]);
        Assert.Same(before.Schema.FindResource("ed-fi", "schools"), client.Current.Schema.FindResource("ed-fi", "schools"));
        Assert.Same(before.Schema.FindResource("sample", "buses"), client.Current.Schema.FindResource("sample", "buses"));
    }

    [Fact]
    public async Task Subscription_WithLabels_SaysThem()
    {
        await using var client = await ClientHost.StartAsync(options => options.Labels["zone"] = "a");

        var stream = await client.Sidecar.NextStreamAsync();

        Assert.Equal(new Dictionary<string, string> { ["zone"] = "a" }, stream.Request.Labels);
    }

    [Fact]
    public async Task Offer_DuringTransfer_KeepsThePartsReceived()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(TestReleases.Publish(First));
        stream.SendParts(First);
        stream.Offer(TestReleases.Publish(Second, 2));
        stream.SendParts(Changed);
        stream.Commit(TestReleases.Publish(Second, 2));
        var report = await client.Sidecar.NextReportAsync();

        Assert.Equal((Outcome.Applied, 2ul), (report.Outcome, report.Position.Generation));
        Assert.Equal(2, client.Current.Release.Generation);
    }

    [Fact]
    public async Task Offer_DuringPart_BeginsThatPartAnew()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(TestReleases.Publish(First));
        stream.SendPiece(First[0].Digest, 0, First[0].Content.Span[..5]);
        stream.SendRelease(TestReleases.Publish(First, 2));

        Assert.Equal(Outcome.Applied, (await client.Sidecar.NextReportAsync()).Outcome);
    }

    [Fact]
    public async Task Reconnect_DuringTransfer_NamesWholePartsOnly()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Offer(TestReleases.Publish(First));
        stream.SendParts(First[0], First[1]);
        stream.SendPiece(First[2].Digest, 0, First[2].Content.Span[..5]);
        stream.Break("gone");
        var next = await client.ReconnectAsync();

        Assert.Null(next.Request.Applied);
        Assert.Equal(new[] { First[0].Digest, First[1].Digest }.ToHashSet(), next.HeldDigests);
        next.SendRelease(TestReleases.Publish(First), next.HeldDigests);
        Assert.Equal(Outcome.Applied, (await client.Sidecar.NextReportAsync()).Outcome);
    }

    [Fact]
    public async Task Reconnect_AfterReleases_NamesWhatRunsAndNothingOlder()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(First));
        await client.ApplyAsync(stream, TestReleases.Publish(Second, 2), First.Select(part => part.Digest).ToHashSet());
        await client.ApplyAsync(stream, TestReleases.Publish(Second, 3), Second.Select(part => part.Digest).ToHashSet());
        stream.End();
        var next = await client.ReconnectAsync();

        Assert.Equal((TestReleases.Epoch, 3ul), (next.Request.Applied.Epoch, next.Request.Applied.Generation));
        Assert.Equal(stream.Request.Instance, next.Request.Instance);
        Assert.Equal(Second.Select(part => part.Digest).ToHashSet(), next.HeldDigests);
    }

    [Fact]
    public async Task Release_OfferedAgainAfterReconnect_IsReportedButNotSwapped()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(First));
        var before = client.Current;
        stream.SendRelease(TestReleases.Publish(First), First.Select(part => part.Digest).ToHashSet());
        var report = await client.Sidecar.NextReportAsync();

        Assert.Equal((Outcome.Applied, 1ul), (report.Outcome, report.Position.Generation));
        Assert.Same(before, client.Current);
    }

    [Fact]
    public async Task Messages_UnknownToThisVersion_ArePassedOver()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.Send(new SchemaClaims.V1.SubscribeResponse());
        await client.ApplyAsync(stream, TestReleases.Publish(First));
    }

    public static TheoryData<string> Violations => ["parts", "commit", "other commit", "other part", "short digest", "release"];

    [Theory]
    [MemberData(nameof(Violations))]
    public async Task Stream_AgainstTheProtocol_IsLeftAndOpenedAgain(string violation)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        var release = TestReleases.Publish(First);
        if (violation is not ("parts" or "commit" or "release"))
            stream.Offer(release);
        switch (violation)
        {
            case "release":
                stream.Offer("no release"u8.ToArray(), release.Manifest.Bytes);
                break;
            case "other commit":
                stream.SendParts(First);
                stream.Commit(TestReleases.Publish(First, 2));
                break;
            case "other part":
                stream.SendParts(Part.Of("other", Encoding.UTF8.GetBytes("other")));
                break;
            case "short digest":
                stream.Send(new() { Parts = new() { Pieces = { new SchemaClaims.V1.PartPiece() } } });
                break;
            case "parts":
                stream.SendParts(First);
                break;
            default:
                stream.Commit(release);
                break;
        }

        await stream.Left;
        await client.ApplyAsync(await client.ReconnectAsync(), release);
    }
}
