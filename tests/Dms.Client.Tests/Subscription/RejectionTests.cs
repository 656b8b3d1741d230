using System.Text;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Claims;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Testing;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Subscription;

/// <summary>Whatever is wrong with a release, the old one stays, the reason is told, and the next good release is applied.</summary>
public sealed class RejectionTests
{
    private static readonly IReadOnlyList<SchemaClaims.Contracts.Part> Good = TestReleases.SmallParts();
    private static readonly IReadOnlySet<Digest> GoodDigests = Good.Select(part => part.Digest).ToHashSet();

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"format":2,"effectiveSchemaHash":"","rules":"","inputs":[],"parts":[]}""")]
    public async Task Manifest_Malformed_IsRejectedAsManifestInvalid(string manifest)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var bytes = Encoding.UTF8.GetBytes(manifest);
        stream.Offer(Release(2, Digest.Of(bytes)).Bytes, bytes);

        await AssertRejectedAsync(client, stream, ReportCodes.ManifestInvalid, 2, reconnects: true);
    }

    [Fact]
    public async Task Manifest_NotTheReleasesOwn_IsRejectedAsManifestInvalid()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream.Offer(Release(2, Digest.Of("other"u8)).Bytes, TestReleases.Publish(Good, 2).Manifest.Bytes);

        await AssertRejectedAsync(client, stream, ReportCodes.ManifestInvalid, 2, reconnects: true);
    }

    [Fact]
    public async Task Manifest_OfTooLargeASnapshot_IsRejectedAsManifestInvalid()
    {
        await using var client = await ClientHost.StartAsync(options => options.MaxSnapshotBytes = 1024 * 1024);
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream.Offer(TestReleases.Publish([.. Good, Part.Of("large", new byte[1024 * 1024])], 2));

        var report = await AssertRejectedAsync(client, stream, ReportCodes.ManifestInvalid, 2, reconnects: true);
        Assert.Contains("MaxSnapshotBytes", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_NeverSent_IsRejectedAsPartMissing()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var release = TestReleases.Publish([.. Good, Part.Of("extra", new byte[10])], 2);
        stream.Offer(release);
        stream.SendPiece(Digest.Of(new byte[10]), 0, new byte[9]);
        stream.Commit(release);

        var report = await AssertRejectedAsync(client, stream, ReportCodes.PartMissing, 2, reconnects: true);
        Assert.Contains("'extra'", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_OtherBytesAgainAndAgain_IsRejectedAsPartDamagedAndNotHeld()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var release = TestReleases.Publish([.. Good, Part.Of("extra", new byte[10])], 2);
        stream = await SendDamagedAsync(client, stream, Send, times: 2);
        Send(stream);

        void Send(FakeStream to)
        {
            to.Offer(release);
            to.SendPiece(Digest.Of(new byte[10]), 0, "0123456789"u8);
            to.Commit(release);
        }

        var report = await AssertRejectedAsync(client, stream, ReportCodes.PartDamaged, 2, reconnects: true);
        Assert.Contains("'extra'", report.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 11)]
    public async Task Part_PiecesThatNeverFit_IsRejectedAsPartDamaged(ulong offset, int length)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream = await SendDamagedAsync(client, stream, Send, times: 2);
        Send(stream);

        void Send(FakeStream to)
        {
            to.Offer(TestReleases.Publish([.. Good, Part.Of("extra", new byte[10])], 2));
            to.SendPiece(Digest.Of(new byte[10]), offset, new byte[length]);
        }

        await AssertRejectedAsync(client, stream, ReportCodes.PartDamaged, 2, reconnects: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Part_DamagedOnItsWay_IsAskedForAgainAndTheReleaseApplied(int times)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var (sound, extra) = (Part.Of("sound", new byte[3]), Part.Of("extra", new byte[10]));
        var release = TestReleases.Publish([.. Good, sound, extra], 2);
        stream = await SendDamagedAsync(
            client, stream,
            to =>
            {
                to.Offer(release);
                if (!to.HeldDigests.Contains(sound.Digest))
                    to.SendParts(sound);
                to.SendPiece(extra.Digest, 0, "0123456789"u8);
                to.Commit(release);
            },
            times);

        Assert.Null(stream.Request.Rejected);
        Assert.Equal([.. GoodDigests, sound.Digest], stream.HeldDigests);
        Assert.Null(client.Snapshots.Status.Problem);
        await client.ApplyAsync(stream, release, stream.HeldDigests);
    }

    [Fact]
    public async Task Part_DamagedInAnotherRelease_CountsAnew()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var extra = Part.Of("extra", new byte[10]);
        foreach (var generation in new[] { 2, 3 })
        {
            stream = await SendDamagedAsync(
                client, stream,
                to =>
                {
                    to.Offer(TestReleases.Publish([.. Good, extra], generation));
                    to.SendPiece(extra.Digest, 0, new byte[11]);
                },
                times: 2);
        }

        await client.ApplyAsync(stream, TestReleases.Publish([.. Good, extra], 3), stream.HeldDigests);
    }

    [Fact]
    public async Task Part_DamagedInAbortedTransfer_IsNotTakenForHeld()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var extra = Part.Of("extra", new byte[10]);
        stream.Offer(TestReleases.Publish([.. Good, extra], 2));
        stream.SendPiece(extra.Digest, 0, "0123456789"u8);
        stream.Offer(TestReleases.Publish([.. Good, extra, Part.Of("more", new byte[1])], 3));

        await stream.Left;
        var next = await client.ReconnectAsync();
        Assert.DoesNotContain(extra.Digest, next.HeldDigests);
        await client.ApplyAsync(next, TestReleases.Publish([.. Good, extra, Part.Of("more", new byte[1])], 3), next.HeldDigests);
    }

    [Theory]
    [InlineData("resource/ed-fi/schools", "[]")]
    [InlineData("resource/tpdm/candidates", """{"resourceName":"Candidate","jsonSchemaForInsert":{}}""")]
    [InlineData("claims", "{}")]
    public async Task Part_NotWhatItsNamePromises_IsRejectedAsPartInvalidAndHeld(string name, string content)
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var bad = Part.Of(name, Encoding.UTF8.GetBytes(content));
        SchemaClaims.Contracts.Part[] parts = [.. Good.Where(part => part.Name != name), bad];
        stream.SendRelease(TestReleases.Publish(parts, 2), GoodDigests);

        var report = await client.Sidecar.NextReportAsync();
        Assert.Equal((Outcome.Rejected, ReportCodes.PartInvalid, 1ul), (report.Outcome, report.Code, report.Running.Generation));
        Assert.Contains(name, report.Reason, StringComparison.Ordinal);
        stream.End();
        var next = await client.ReconnectAsync();
        Assert.Equal(2ul, next.Request.Rejected.Generation);
        Assert.Equal(1ul, next.Request.Applied.Generation);
        Assert.Contains(bad.Digest, next.HeldDigests);
        Assert.Superset(GoodDigests.ToHashSet(), next.HeldDigests.ToHashSet());
    }

    [Fact]
    public async Task Release_AfterOneThatWasRejected_IsAppliedFromThePartsThatCameWithThat()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        var kept = Part.Of("kept", new byte[3]);
        SchemaClaims.Contracts.Part[] rejected = [.. Good, kept, Part.Of(PartNames.Claims, "{}"u8.ToArray())];
        stream.SendRelease(TestReleases.Publish(rejected, 2), GoodDigests);
        await AssertRejectedAsync(client, stream, ReportCodes.PartInvalid, 2, reconnects: false, recovery: () =>
        {
            var next = TestReleases.Publish([.. Good, kept], 3);
            stream.SendRelease(next, rejected.Select(part => part.Digest).ToHashSet());
        });
    }

    [Fact]
    public async Task Projection_Throws_IsRejectedAsProjectionFailed()
    {
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddResourceProjection(
            resource => resource.AllowIdentityUpdates && resource.EndpointName == "schools" ? throw new InvalidOperationException("cannot compile") : "ok"));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream.SendRelease(TestReleases.Publish(TestReleases.SmallParts(
            core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true), 2));

        var report = await AssertRejectedAsync(client, stream, ReportCodes.ProjectionFailed, 2, reconnects: false);
        Assert.Contains("ed-fi/schools: cannot compile", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Epoch_Another_IsRejectedAsEpochChanged()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        stream.SendRelease(TestReleases.Publish(Good, 9, epoch: "epoch-2"), GoodDigests);

        var report = await AssertRejectedAsync(client, stream, ReportCodes.EpochChanged, 9, reconnects: true, running: 7);
        Assert.Contains("epoch-2", report.Reason, StringComparison.Ordinal);
        Assert.Equal("epoch-2", report.Position.Epoch);
    }

    [Fact]
    public async Task Epoch_AcceptedByTheOwner_IsFollowed()
    {
        await using var client = await ClientHost.StartAsync(options => options.AcceptEpoch = "epoch-2");
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        await client.ApplyAsync(stream, TestReleases.Publish(Good, 1, epoch: "epoch-2"), GoodDigests);

        Assert.Equal(new SnapshotPosition("epoch-2", 1), client.Current.Release.Position);
    }

    [Fact]
    public async Task Epoch_InThePlaceOfTheRunningOneByTheAdministratorsWord_IsFollowed()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        await client.ApplyAsync(stream, TestReleases.Publish(Good, 3, epoch: "epoch-2", replaces: TestReleases.Epoch), GoodDigests);

        Assert.Equal(new SnapshotPosition("epoch-2", 3), client.Current.Release.Position);
    }

    [Fact]
    public async Task Epoch_InThePlaceOfAnother_IsRejectedAsEpochChanged()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        stream.SendRelease(TestReleases.Publish(Good, 9, epoch: "epoch-2", replaces: "epoch-0"), GoodDigests);

        await AssertRejectedAsync(client, stream, ReportCodes.EpochChanged, 9, reconnects: true, running: 7);
    }

    [Fact]
    public async Task Generation_Older_IsRejectedAsGenerationWentBackwards()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        stream.SendRelease(TestReleases.Publish(Good, 6), GoodDigests);

        await AssertRejectedAsync(client, stream, ReportCodes.GenerationWentBackwards, 6, reconnects: true, running: 7);
    }

    // As after a store was restored: nothing was wrong with the older one when it was offered.
    [Fact]
    public async Task Generation_OlderThanTheOneThatIsBeingPrepared_IsRejectedAsGenerationWentBackwards()
    {
        var preparing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var go = new ManualResetEventSlim();
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddResourceProjection(
            resource => resource.AllowIdentityUpdates && resource.EndpointName == "schools" ? Prepare() : "at once"));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream.SendRelease(TestReleases.Publish(TestReleases.SmallParts(
            core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true), 3));
        await preparing.Task.WaitAsync(Patience.Limit);

        stream.SendRelease(TestReleases.Publish(Good, 2));
        client.Time.Advance(TimeSpan.FromSeconds(1));
        stream.Heartbeat(null);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.LastHeartbeat == client.Time.GetUtcNow());
        go.Set();

        // The first report comes only if it is sent before the second takes its place.
        var report = await NextAsync();
        Assert.Equal((Outcome.Rejected, 2ul), report == (Outcome.Applied, 3ul) ? await NextAsync() : report);
        Assert.Equal(3, client.Current.Release.Generation);
        Assert.Equal(ReportCodes.GenerationWentBackwards, client.Snapshots.Status.Problem!.Code);

        string Prepare()
        {
            preparing.SetResult();
            Assert.True(go.Wait(Patience.Limit));
            return "later";
        }

        async Task<(Outcome Outcome, ulong Generation)> NextAsync()
        {
            var report = await client.Sidecar.NextReportAsync();
            return (report.Outcome, report.Position.Generation);
        }
    }

    [Fact]
    public async Task Generation_SameWithAnotherSnapshot_IsRejectedAsGenerationWentBackwards()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good, 7));
        stream.SendRelease(TestReleases.Publish([.. Good, Part.Of("extra", new byte[1])], 7), GoodDigests);

        await AssertRejectedAsync(client, stream, ReportCodes.GenerationWentBackwards, 7, reconnects: false, running: 7);
    }

    [Fact]
    public async Task Tenant_RefersToAClaimSetThatIsNotShared_IsRejected()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Good));
        stream.SendRelease(TestReleases.Publish([.. Good, Metadata.Part(PartNames.ClaimsOf("north"), Metadata.Reference("Missing"))], 2), GoodDigests);

        var report = await AssertRejectedAsync(client, stream, ReportCodes.PartInvalid, 2, reconnects: false);
        Assert.Contains("'claims/north'", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FirstRelease_Rejected_LeavesTheClientWithoutSnapshot()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.Sidecar.NextStreamAsync();
        stream.SendRelease(TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())]));
        var report = await client.Sidecar.NextReportAsync();

        Assert.Equal(ReportCodes.PartInvalid, report.Code);
        Assert.Null(report.Running);
        Assert.False(client.Snapshots.TryGetCurrent(out _));
        await client.ApplyAsync(stream, TestReleases.Publish(Good, 2));
    }

    // The client leaves the stream each time and comes back.
    private static async Task<FakeStream> SendDamagedAsync(ClientHost client, FakeStream stream, Action<FakeStream> send, int times)
    {
        for (var i = 0; i < times; i++)
        {
            send(stream);
            await stream.Left;
            stream = await client.ReconnectAsync();
        }

        return stream;
    }

    private static async Task<ReportRequest> AssertRejectedAsync(
        ClientHost client, FakeStream stream, string code, ulong generation, bool reconnects, long running = 1,
        Action? recovery = null)
    {
        var before = client.Current;
        var report = await client.Sidecar.NextReportAsync();
        Assert.Equal((Outcome.Rejected, code, generation), (report.Outcome, report.Code, report.Position.Generation));
        Assert.Equal((ulong)running, report.Running.Generation);
        Assert.NotEmpty(report.Reason);
        Assert.Same(before, client.Current);
        var problem = client.Snapshots.Status.Problem!;
        Assert.Equal((code, report.Reason, false, (long)generation), (problem.Code, problem.Reason, problem.IsHeld, problem.Position!.Value.Generation));

        if (reconnects)
        {
            await stream.Left;
            stream = await client.ReconnectAsync();
            Assert.Equal((report.Position, (ulong)running), (stream.Request.Rejected, stream.Request.Applied.Generation));
            Assert.Equal(GoodDigests, stream.HeldDigests);
        }

        if (recovery is null)
            stream.SendRelease(TestReleases.Publish(TestReleases.SmallParts(core => core["projectSchema"]!["description"] = "good"), 100));
        else
            recovery();
        Assert.Equal(Outcome.Applied, (await client.Sidecar.NextReportAsync()).Outcome);
        Assert.Null(client.Snapshots.Status.Problem);
        return report;
    }

    private static SchemaClaims.Contracts.Release Release(long generation, Digest snapshot) => ReleaseFormat.Write(
        new ReleaseRecord(TestReleases.Epoch, generation, snapshot.ToString(), "upload", DateTimeOffset.UnixEpoch, "tester", ""));
}
