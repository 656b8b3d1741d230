using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.Cli;

public sealed class UploadTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>
{
    [Fact]
    public async Task Upload_OfACore_ShowsItsStagesAndPublishesARelease()
    {
        var core = sidecar.WriteNewCore();

        var upload = (await sidecar.RunAsync("upload", "--core", core, "--reason", "the year begins")).Ended(0);

        var release = (await sidecar.Administrator.HistoryAsync())[0];
        var lines = upload.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["send", "compile", "publish"], lines[..3].Select(line => line.Trim().Split(' ')[0]));
        Assert.Equal($"Release {release.Position.Generation} is published: snapshot {release.SnapshotId[..12]}.", lines[3]);
        Assert.Empty(upload.Error);
        Assert.Equal(("upload", "the year begins"), (release.Kind, release.Reason));
        Assert.StartsWith("uid ", release.PublishedBy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfCoreAndExtensions_SaysWhatCameAndWhatChanged()
    {
        (await sidecar.RunAsync("upload", "--core", Samples.Core)).Ended(0);
        var before = await sidecar.Administrator.HistoryAsync();

        var upload = await sidecar.RunAsync(
            "upload", "--core", Samples.Core, "--extension", Samples.Arts, "--extension", Samples.Transport, "-o", "json");

        var published = Json.Of(upload.Ended(0));
        Assert.Equal(
            [
                "position", "snapshotId", "effectiveSchemaHash", "unchanged", "addedParts", "changedParts", "removedParts", "totalParts",
                "warnings", "receivedAt", "doneAt", "claimsKept",
            ],
            published.Names());
        Assert.Equal(before[0].Position.Epoch, published.GetProperty("position").Text("epoch"));
        Assert.Equal(before[0].Position.Generation + 1, published.GetProperty("position").Long("generation"));
        Assert.Matches("^[0-9a-f]{64}$", published.Text("snapshotId"));
        Assert.Matches("^[0-9a-f]{64}$", published.Text("effectiveSchemaHash"));
        Assert.False(published.GetProperty("unchanged").GetBoolean());
        Assert.Contains("resource/arts/artworks", published.Texts("addedParts"));
        Assert.Contains("resource/transport/buses", published.Texts("addedParts"));
        Assert.Contains("resource/ed-fi/students", published.Texts("changedParts"));
        Assert.DoesNotContain("resource/ed-fi/courses", published.Texts("changedParts"));
        Assert.Empty(published.Texts("removedParts"));
        Assert.InRange(published.GetProperty("totalParts").GetInt32(), published.Texts("addedParts").Length, int.MaxValue);
        Assert.True(published.Time("doneAt") >= published.Time("receivedAt"));
        Assert.Contains("compile", upload.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ToASubscriber_BringsItEveryPart()
    {
        await using var follower = new Follower(sidecar.Place.DmsSocket);

        var upload = await sidecar.RunAsync(
            "upload", "--core", sidecar.WriteNewCore(), "--extension", Samples.Transport, "--rules", "2025", "-o", "json");

        var published = Json.Of(upload.Ended(0));
        var received = await follower.WaitForAsync(published.GetProperty("position").Long("generation"));
        Assert.Equal(published.Text("snapshotId"), received.Manifest.SnapshotId.ToString());
        Assert.Equal(published.Text("effectiveSchemaHash"), received.Manifest.EffectiveSchemaHash);
        Assert.Equal(published.GetProperty("totalParts").GetInt32(), received.Parts.Count);
        Assert.Equal("2025", received.Manifest.Rules);
        Assert.Equal(["new-core.json", "transport.json"], received.Manifest.Inputs.Select(input => input.Name));
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Upload_ThatChangesNothing_MakesNoRelease()
    {
        var core = sidecar.WriteNewCore();
        (await sidecar.RunAsync("upload", "--core", core)).Ended(0);
        var before = await sidecar.Administrator.HistoryAsync();

        var table = (await sidecar.RunAsync("upload", "--core", core)).Ended(0);
        var json = Json.Of((await sidecar.RunAsync("upload", "--core", core, "-o", "json")).Ended(0));

        Assert.Contains(
            $"Unchanged: release {before[0].Position.Generation} is the same snapshot.", table.Output, StringComparison.Ordinal);
        Assert.True(json.GetProperty("unchanged").GetBoolean());
        Assert.Equal(before[0].SnapshotId, json.Text("snapshotId"));
        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());
    }

    [Fact]
    public async Task Upload_AsADryRun_ChangesNothing()
    {
        var latest = (await sidecar.PublishAsync()).Position.Generation;
        var before = await sidecar.Administrator.HistoryAsync();
        await using var follower = new Follower(sidecar.Place.DmsSocket);
        await follower.WaitForAsync(latest);
        var core = sidecar.WriteNewCore();

        var table = (await sidecar.RunAsync("upload", "--core", core, "--dry-run")).Ended(0);
        var json = Json.Of((await sidecar.RunAsync("upload", "--core", core, "--dry-run", "-o", "json")).Ended(0));

        Assert.Contains("Dry run: snapshot", table.Output, StringComparison.Ordinal);
        Assert.Equal(latest, json.GetProperty("position").Long("generation"));
        Assert.Contains("project/ed-fi", json.Texts("changedParts"));
        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());
        var next = await sidecar.PublishAsync();
        Assert.Equal(latest + 1, next.Position.Generation);
        await follower.WaitForAsync(latest + 1);
        Assert.Equal([(long)latest, (long)latest + 1], follower.Received.Select(release => release.Generation));
    }

    [Fact]
    public async Task Upload_ThatWaits_ShowsTheSubscriberThatApplies()
    {
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-that-applies");

        var upload = (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--wait", "1m")).Ended(0);

        Assert.Contains("SYNCED    pod-that-applies after 1.5 ms", upload.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_ThatWaitsForASubscriberThatRejects_ShowsWhyAndEndsWith4()
    {
        await using var follower = new Follower(sidecar.Place.DmsSocket, "pod-that-rejects", accepts: _ => false);

        var upload = (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--wait", "1h")).Ended(4);

        Assert.Contains("REJECTED  pod-that-rejects: PART_INVALID: It does not suit.", upload.Output, StringComparison.Ordinal);
        Assert.Empty(follower.Violations);
    }

    [Fact]
    public async Task Upload_ThatWaitsForNobody_PublishesAndEndsWith4()
    {
        var upload = (await sidecar.RunAsync("upload", "--core", sidecar.WriteNewCore(), "--wait", "100ms")).Ended(4);

        var latest = (await sidecar.Administrator.HistoryAsync())[0].Position.Generation;
        Assert.Contains($"Release {latest} is published", upload.Output, StringComparison.Ordinal);
        Assert.StartsWith(
            $"Release {latest} is published, but no subscriber applied it within 100 ms.", upload.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_WithAnUnknownProperty_WarnsAndIsRefusedOnlyWhenStrict()
    {
        var core = sidecar.Write("extra.json", Samples.With(Samples.NewMark(), project => project["novelty"] = 1));

        var strict = (await sidecar.RunAsync("upload", "--core", core, "--strict")).Ended(1);
        var lenient = (await sidecar.RunAsync("upload", "--core", core)).Ended(0);

        Assert.Contains("extra.json#/projectSchema/novelty", strict.Output, StringComparison.Ordinal);
        Assert.Contains("warning: extra.json#/projectSchema/novelty", lenient.Output, StringComparison.Ordinal);
        Assert.Contains("is published", lenient.Output, StringComparison.Ordinal);
    }
}
