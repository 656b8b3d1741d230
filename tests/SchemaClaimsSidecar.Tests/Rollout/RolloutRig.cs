using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Rollout;

/// <summary>A publisher with a real store, a hub, a board and a clock that stands still; restarts keep the store alone.</summary>
internal sealed class RolloutRig : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FileStore _store;

    public RolloutRig()
    {
        _store = Open();
        Publisher = NewPublisher(_store);
        Board = NewBoard();
    }

    public ManualTimeProvider Time { get; } = new();

    public ReleaseHub Hub { get; private set; } = new();

    public SubscriberBoard Board { get; private set; }

    public ReleasePublisher Publisher { get; private set; }

    public IReleaseStore Store => _store;

    public string Folder => _folder["store"];

    /// <summary>Each release as <c>generation kind schema claims → whom</c>, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync()
    {
        var described = new List<string>();
        foreach (var release in (await Store.ListAsync(int.MaxValue, default)).Reverse())
        {
            var content = Text((await Store.ReadSnapshotAsync(release.SnapshotId, default))!);
            described.Add($"{release.Position.Generation} {release.Record.Kind} {content} → {release.Record.Rollout?.To ?? "all"}");
        }

        return described;
    }

    public Task<PublishOutcome> UploadAsync(string schema, RolloutRecord? rollout = null, string? claims = null) => Publisher.PublishAsync(
        new Proposal(Schema(schema), claims is null ? null : Claims(claims), [], ReleaseKinds.Upload, "ann", "", rollout), default);

    public Task<PublishOutcome> PublishClaimsAsync(string claims) =>
        Publisher.PublishAsync(new Proposal(null, Claims(claims), [], ReleaseKinds.Claims, "source", ""), default);

    public Task<PublishOutcome> PromoteAsync() => Publisher.PromoteAsync(new RolloutDecision("ann", "it works"), default);

    public Task<PublishOutcome> AbortAsync() => Publisher.AbortAsync(new RolloutDecision("ann", ""), default);

    /// <summary>What a subscriber is offered, as <c>schema claims</c>.</summary>
    public string? OfferedTo(string zone, Position? runs = null) =>
        Hub.Offering.For("pod", LabelsOf(zone), runs) is { } release ? Text(release.Snapshot) : null;

    public void Connect(string pod, string zone) =>
        Board.Connected(new SubscriberName(pod, "1"), LabelsOf(zone), Hub.Current?.Release.Position);

    public void Report(string pod, Position about, Outcome outcome = Outcome.Applied) => Assert.True(Board.Reported(new SubscriberReport(
        new SubscriberName(pod, "1"), about, outcome,
        outcome == Outcome.Applied ? "" : "PART_INVALID", outcome == Outcome.Applied ? "" : "no",
        outcome == Outcome.Applied ? about : null, TimeSpan.Zero)));

    public RolloutLoop NewLoop() =>
        new(Hub, Board, Publisher, Options.Create(new DistributionOptions()), Time, NullLogger<RolloutLoop>.Instance);

    /// <summary>As after a kill: everything begins anew but the store.</summary>
    public async Task RestartAsync()
    {
        Publisher.Dispose();
        await _store.DisposeAsync();
        _store = Open();
        (Hub, Board) = (new ReleaseHub(), NewBoard());
        Publisher = NewPublisher(_store);
        await new StartWithCurrentRelease(_store, Hub, new Alarms(), NullLogger<StartWithCurrentRelease>.Instance).StartAsync(default);
    }

    /// <summary>Appends to the store without anybody's notice, as a sidecar does that then dies.</summary>
    public async Task AppendAsync(Snapshot snapshot, string kind)
    {
        var newest = (await _store.ListAsync(1, default))[0].Position.Generation;
        await _store.AppendAsync(new NewRelease(newest, snapshot, [], kind, "source", ""), default);
    }

    public Snapshot Compose(string schema, string claims) => SnapshotComposer.Compose(Schema(schema), Claims(claims), null).Snapshot;

    public async ValueTask DisposeAsync()
    {
        Publisher.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    private static SchemaContent Schema(string text) => new(text, "2026", [], [Releases.Part("dependencies", text)]);

    private static ClaimsContent Claims(string text) => new([], [Releases.Part("claims", text)]);

    private static Dictionary<string, string> LabelsOf(string zone) => new() { ["zone"] = zone };

    private static string Text(Snapshot snapshot) => string.Join(
        ' ', snapshot.Parts.Reverse().Select(part => System.Text.Encoding.UTF8.GetString(part.Content.Span)));

    private FileStore Open() => FileStoreOpener.Open(Folder, Time, NullLogger<FileStore>.Instance);

    private ReleasePublisher NewPublisher(IReleaseStore store) => new(store, Hub, NullLogger<ReleasePublisher>.Instance);

    private SubscriberBoard NewBoard() => new(Options.Create(new DistributionOptions()), Time);
}
