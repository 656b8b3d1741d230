using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Rollout;
using WireRollout = SchemaClaims.V1.Rollout;

namespace SchemaClaimsSidecar.Tests.Administration;

public sealed class RollbackTests : IAsyncLifetime
{
    private readonly RolloutRig _rig = new();

    public async Task InitializeAsync()
    {
        await _rig.UploadAsync("s1", claims: "c1");
        await _rig.UploadAsync("s2", claims: "c2");
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task RollbackAsync_ClaimsComeByUpload_BringsBackBoth()
    {
        var published = await RollbackAsync(1, ClaimsSourceKind.Upload);

        Assert.Equal((3UL, false, false), (published.Position.Generation, published.Unchanged, published.ClaimsKept));
        Assert.Equal("3 rollback s1 c1 → all", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task RollbackAsync_ClaimsComeFromASource_BringsBackTheSchemaAndSaysSo()
    {
        var published = await RollbackAsync(1, ClaimsSourceKind.Cms);

        Assert.True(published.ClaimsKept);
        Assert.Equal("3 rollback s1 c2 → all", (await _rig.HistoryAsync())[^1]);
    }

    [Fact]
    public async Task RollbackAsync_ForAPart_BringsBackTheSchemaThereAlone()
    {
        var published = await RollbackAsync(1, ClaimsSourceKind.Upload, new WireRollout { To = "zone=a" });

        Assert.True(published.ClaimsKept);
        Assert.Equal(("s1 c2", "s2 c2"), (_rig.OfferedTo("a"), _rig.OfferedTo("b")));
    }

    [Fact]
    public async Task RollbackAsync_ToWhatIsCurrent_MakesNoRelease()
    {
        Assert.True((await RollbackAsync(2, ClaimsSourceKind.Upload)).Unchanged);

        Assert.Equal(2, (await _rig.HistoryAsync()).Count);
    }

    [Fact]
    public async Task RollbackAsync_ToADamagedRelease_IsRefusedAndNamesIt()
    {
        var pack = Directory.GetFiles(Path.Combine(_rig.Folder, "packs")).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(pack);
        bytes[bytes.AsSpan().IndexOf("s1"u8)] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes);
        await _rig.RestartAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => RollbackAsync(1, ClaimsSourceKind.Upload));

        Assert.Equal(StatusCode.DataLoss, refused.StatusCode);
        Assert.Contains("Release 1 cannot be published again.", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("s2 c2", _rig.OfferedTo("b"));
    }

    [Fact]
    public async Task RollbackAsync_ToAForgottenRelease_IsRefusedAndSaysWhatToDo()
    {
        await _rig.Store.ForgetAsync(new ForgottenReleases(1, new HashSet<long>()), default);

        var refused = await Assert.ThrowsAsync<RolloutException>(() => RollbackAsync(1, ClaimsSourceKind.Upload));

        Assert.Contains("Release 1 cannot be published again", refused.Message, StringComparison.Ordinal);
        Assert.Contains("upload its documents again", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RollbackAsync_DuringARollout_IsRefused()
    {
        await RollbackAsync(1, ClaimsSourceKind.Upload, new WireRollout { To = "zone=a" });

        await Assert.ThrowsAsync<RolloutException>(() => RollbackAsync(1, ClaimsSourceKind.Upload));
    }

    private Task<Published> RollbackAsync(ulong generation, ClaimsSourceKind source, WireRollout? rollout = null) =>
        new RolloutAdministration(
            _rig.Publisher, _rig.Store, new ReleaseHistory(_rig.Store), _rig.Hub, new RolloutReach(_rig.Hub, _rig.Board),
            new ReleaseAnswers(_rig.Hub, _rig.Time),
            Options.Create(new ClaimsOptions { Source = source }), _rig.Time)
        .RollbackAsync(new RollbackRequest { Generation = generation, Rollout = rollout }, "ann", default);
}
