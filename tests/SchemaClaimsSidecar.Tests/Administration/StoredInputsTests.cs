using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Documents;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Snapshots;
using SchemaClaimsSidecar.Tests.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Administration;

public sealed class StoredInputsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly StagingArea _staging = new(Options.Create(new UploadOptions()), new ManualTimeProvider());
    private IReleaseStore _store = null!;
    private InputDocument _core = null!;

    public async Task InitializeAsync()
    {
        _store = FileStoreFixture.Open(_folder["store"]);
        var snapshot = SnapshotSamples.Snapshot("students", "schools", "claims", out var inputs);
        await _store.AppendAsync(new NewRelease(0, snapshot, inputs, "upload", "ann", ""), default);
        _core = inputs[0];
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        _staging.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Stage_OfWhatAReleaseWasMadeFrom_PutsAllOfItThere()
    {
        await StageAsync(_core.Digest, _core.Content.Length);

        Assert.Equal(_core.Content.ToArray(), _staging.Find(_core.Digest)!.Content.ToArray());
    }

    [Fact]
    public async Task Stage_OfTheUnknown_PutsNothingThere()
    {
        await StageAsync(Digest.Of("unknown"u8), 7);

        Assert.False(_staging.Knows(Digest.Of("unknown"u8)));
    }

    [Fact]
    public async Task Stage_UnderAnotherLength_PutsNothingThere()
    {
        await StageAsync(_core.Digest, _core.Content.Length + 1);

        Assert.False(_staging.Knows(_core.Digest));
    }

    [Fact]
    public async Task Stage_OfWhatIsOnItsWay_LeavesItAsItIs()
    {
        _staging.Take(_core.Digest, (ulong)_core.Content.Length, 0, _core.Content.Span[..3]);

        await StageAsync(_core.Digest, _core.Content.Length);

        Assert.Null(_staging.Find(_core.Digest));
    }

    [Fact]
    public async Task Stage_OfWhatIsDamaged_PutsNothingThereSoThatItIsSentAgain()
    {
        var pack = Directory.GetFiles(_folder["store"], "*.pack", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[bytes.AsSpan().IndexOf(_core.Content.Span)] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);

        await StageAsync(_core.Digest, _core.Content.Length);

        Assert.False(_staging.Knows(_core.Digest));
    }

    private Task StageAsync(Digest digest, int length) => new StoredInputs(_staging, _store).StageAsync(digest, (ulong)length, default);
}
