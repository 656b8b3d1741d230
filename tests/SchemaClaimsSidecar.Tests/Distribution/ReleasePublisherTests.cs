using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Signing;
using Testing;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class ReleasePublisherTests : IAsyncLifetime
{
    private static readonly SchemaContent FirstSchema = new("hash", "2026", [], [Part.Of("dependencies", "[1]"u8.ToArray())]);
    private static readonly SchemaContent SecondSchema = new("hash", "2026", [], [Part.Of("dependencies", "[2]"u8.ToArray())]);
    private static readonly ClaimsContent SomeClaims = new([], [Part.Of("claims", "[]"u8.ToArray())]);

    private readonly TemporaryFolder _folder = new();
    private FileStore _store = null!;
    private ReleaseHub _hub = new();
    private ReleasePublisher _publisher = null!;

    public Task InitializeAsync()
    {
        Open();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _publisher.Dispose();
        await _store.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task PublishAsync_FirstProposal_IsDurableAndCurrent()
    {
        var outcome = await PublishAsync(FirstSchema, null);

        Assert.Equal(1, outcome.Latest?.Generation);
        Assert.Equal(1, _hub.Current?.Release.Position.Generation);
        Assert.Equal(_hub.Current?.Release.SnapshotId, Assert.Single(await _store.ListAsync(10, default)).SnapshotId);
    }

    [Fact]
    public async Task PublishAsync_NothingDiffers_MakesNoRelease()
    {
        await PublishAsync(FirstSchema, SomeClaims);

        var outcome = await PublishAsync(FirstSchema, null);

        Assert.True(outcome.Composed.IsUnchanged);
        Assert.Single(await _store.ListAsync(10, default));
    }

    [Fact]
    public async Task PublishAsync_OnlyOneHalf_KeepsTheOther()
    {
        await PublishAsync(FirstSchema, SomeClaims);

        await PublishAsync(SecondSchema, null);

        Assert.Equal(["claims", "dependencies"], _hub.Current!.Snapshot.Parts.Select(part => part.Name));
    }

    [Fact]
    public async Task Compare_Proposal_StoresNothing()
    {
        var outcome = _publisher.Compare(new Proposal(FirstSchema, null, [], "upload", "test", ""));

        Assert.Equal(["dependencies"], outcome.Composed.Difference.Added);
        Assert.Empty(await _store.ListAsync(10, default));
    }

    [Fact]
    public async Task PublishAsync_ManyAtOnce_GivesEachAGenerationOfItsOwn()
    {
        var schemas = Enumerable.Range(0, 20).Select(number => new SchemaContent("hash", "2026", [], [Part.Of("dependencies", new[] { (byte)number })]));

        var outcomes = await Task.WhenAll(schemas.Select(schema => Task.Run(() => PublishAsync(schema, null))));

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), outcomes.Select(outcome => outcome.Latest!.Value.Generation).Order());
        Assert.Equal(20, _hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task PublishAsync_CurrentReleaseUnreadable_TakesASchemaButNotClaimsAlone()
    {
        await PublishAsync(FirstSchema, SomeClaims);
        await ReopenWithoutReadingAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => PublishAsync(null, SomeClaims));
        var outcome = await PublishAsync(SecondSchema, null);

        Assert.Equal(2, outcome.Latest?.Generation);
    }

    [Fact]
    public async Task PublishAsync_WithASigner_SignsEveryRelease()
    {
        await SignWithAsync(new EcKeyPair());

        await PublishAsync(FirstSchema, SomeClaims);
        await PublishAsync(SecondSchema, null);

        Assert.All(await _store.ListAsync(10, default), release => Assert.Single(release.Signatures));
        Assert.Single(_hub.Current!.Release.Signatures);
    }

    [Fact]
    public async Task PublishAsync_TheSameWithANewKey_IsANewReleaseAndThenUnchanged()
    {
        await PublishAsync(FirstSchema, SomeClaims);
        var key = new EcKeyPair();
        await SignWithAsync(key);

        Assert.Equal(2, (await PublishAsync(FirstSchema, null)).Latest?.Generation);
        Assert.True((await PublishAsync(FirstSchema, null)).Composed.IsUnchanged);
        await SignWithAsync(key, new EcKeyPair());
        Assert.False(_publisher.Compare(new Proposal(FirstSchema, null, [], "upload", "test", "")).Composed.IsUnchanged);
        Assert.Equal(3, (await PublishAsync(FirstSchema, null)).Latest?.Generation);
        Assert.Equal(2, _hub.Current!.Release.Signatures.Count);
    }

    [Fact]
    public async Task PublishAsync_TheSameClaimsWithANewKey_AreUnchanged()
    {
        await PublishAsync(FirstSchema, SomeClaims);
        await SignWithAsync(new EcKeyPair());

        var outcome = await _publisher.PublishAsync(new Proposal(null, SomeClaims, [], "claims", "test", ""), default);

        Assert.True(outcome.Composed.IsUnchanged);
        Assert.Single(await _store.ListAsync(10, default));
    }

    private async Task SignWithAsync(params EcKeyPair[] keys)
    {
        var current = await _store.ReadCurrentAsync(default);
        await ReopenWithoutReadingAsync(new TestSigner(keys));
        if (current is not null)
            _hub.Publish(current);
    }

    private Task<PublishOutcome> PublishAsync(SchemaContent? schema, ClaimsContent? claims) =>
        _publisher.PublishAsync(new Proposal(schema, claims, Array.Empty<InputDocument>(), "upload", "test", ""), default);

    // As after a start at which the current release could not be read: the hub has none.
    private async Task ReopenWithoutReadingAsync(IReleaseSigner? signer = null)
    {
        _publisher.Dispose();
        await _store.DisposeAsync();
        _hub = new ReleaseHub();
        Open(signer);
    }

    private void Open(IReleaseSigner? signer = null)
    {
        _store = FileStoreOpener.Open(_folder["store"], TimeProvider.System, NullLogger<FileStore>.Instance);
        _publisher = new ReleasePublisher(_store, _hub, NullLogger<ReleasePublisher>.Instance, signer);
    }
}
