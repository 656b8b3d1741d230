using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Comparison;
using SchemaClaimsSidecar.Tests.Rollout;
using SchemaClaimsSidecar.Tests.Schema;
using WireComparison = SchemaClaims.V1.Comparison;

namespace SchemaClaimsSidecar.Tests.Administration;

public sealed class ComparisonAdministrationTests : IAsyncLifetime
{
    private readonly RolloutRig _rig = new();
    private StagingArea _staging = null!;

    public Task InitializeAsync()
    {
        _staging = new StagingArea(Options.Create(new UploadOptions()), _rig.Time);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _staging.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task CompareAsync_TwoGenerations_AreComparedAsAsked()
    {
        await PublishAsync();
        await PublishAsync(core => core.Fields().Remove("twin"));

        var there = await CompareAsync(new CompareRequest { FromGeneration = 1, ToGeneration = 2 });
        var back = await CompareAsync(new CompareRequest { FromGeneration = 2, ToGeneration = 1 });

        Assert.Equal((1UL, 2UL), (there.From.Position.Generation, there.To.Position.Generation));
        Assert.Equal("field-removed", Assert.Single(there.Changes, change => change.Aspect == Change.Types.Aspect.Field).Rule);
        Assert.Equal([Effect.BreakingForWriters, Effect.BreakingForReaders], there.Changes[0].Effects);
        Assert.Equal("field-added", Assert.Single(back.Changes, change => change.Aspect == Change.Types.Aspect.Field).Rule);
        Assert.Equal(there.Changes.Select(change => change.Rule).Distinct().Order(), there.Rules.Select(rule => rule.Name));
    }

    [Fact]
    public async Task CompareAsync_NothingNamed_ComparesTheCurrentReleaseWithItself()
    {
        await PublishAsync();

        var comparison = await CompareAsync(new CompareRequest());

        Assert.Equal((1UL, 1UL, 0U), (comparison.From.Position.Generation, comparison.To.Position.Generation, comparison.Total));
    }

    [Fact]
    public async Task CompareAsync_UnknownGeneration_SaysWhichThereAre()
    {
        await PublishAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(() => CompareAsync(new CompareRequest { FromGeneration = 7 }));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
        Assert.Equal("Release 7 is not in the history; the newest is 1. See `history`.", failure.Status.Detail);
    }

    [Fact]
    public async Task CompareAsync_NoRelease_SaysWhatToDo()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(() => CompareAsync(new CompareRequest()));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("There is no release yet to compare. Publish one with `upload`.", failure.Status.Detail);
    }

    [Fact]
    public async Task CompareAsync_ForgottenRelease_SaysSo()
    {
        await PublishAsync();
        await PublishAsync(core => core.Fields().Remove("twin"));
        await _rig.Store.ForgetAsync(new ForgottenReleases(1, new HashSet<long>()), default);

        var refused = await Assert.ThrowsAsync<RolloutException>(() => CompareAsync(new CompareRequest { FromGeneration = 1 }));

        Assert.StartsWith(
            "Release 1 cannot be compared: its snapshot is older than what is kept", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompareAsync_StagedUpload_IsComparedAndStaysStaged()
    {
        await PublishAsync();
        await PublishAsync(core => core.Fields().Remove("twin"));
        var upload = Stage(core => core.Fields().Remove("level"));

        var withCurrent = await CompareAsync(new CompareRequest { ToUpload = upload });
        _rig.Time.Advance(TimeSpan.FromMinutes(5));
        var withFirst = await CompareAsync(new CompareRequest { FromGeneration = 1, ToUpload = upload });

        Assert.Equal(["$.level", "$.twin"], withCurrent.Changes.Where(IsField).Select(change => change.Name).Order());
        Assert.Equal(["$.level"], withFirst.Changes.Where(IsField).Select(change => change.Name));
        Assert.Null(withCurrent.To.Position);
        Assert.Equal(2, _rig.Hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task CompareAsync_StagedUploadBeforeTheFirstRelease_IsAllNew()
    {
        var comparison = await CompareAsync(new CompareRequest { ToUpload = Stage(_ => { }) });

        Assert.Null(comparison.From);
        Assert.Equal(comparison.Total, comparison.Compatible);
        Assert.Equal(3, comparison.Changes.Count(change => change.Rule == "resource-added"));
    }

    [Fact]
    public async Task CompareAsync_DocumentsThatAreRefused_SaysWhy()
    {
        await PublishAsync();
        var upload = Stage(core => core.Students().Remove("identityJsonPaths"));

        var failure = await Assert.ThrowsAsync<RpcException>(() => CompareAsync(new CompareRequest { ToUpload = upload }));

        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Contains("core#/projectSchema/resourceSchemas/students", failure.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompareAsync_DocumentNotStaged_SaysSo()
    {
        var missing = new Document { Name = "core.json", Digest = ByteString.CopyFrom(Digest.Of("other"u8).ToBytes()) };

        var failure = await Assert.ThrowsAsync<RpcException>(() => CompareAsync(
            new CompareRequest { ToUpload = new Upload { Schema = new SchemaUpload { Core = missing } } }));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
    }

    [Fact]
    public async Task CompareAsync_WithALimit_KeepsTheWorstAndCountsAll()
    {
        await PublishAsync();
        await PublishAsync(core =>
        {
            core.Fields().Remove("twin");
            core.Fields()["nickname"] = TestSchemas.Parse("""{"type": "string"}""");
            core.Field("firstName")["maxLength"] = 5;
        });

        var comparison = await CompareAsync(new CompareRequest { FromGeneration = 1, Limit = 2 });

        Assert.Equal(["field-removed", "limit-tightened"], comparison.Changes.Select(change => change.Rule));
        Assert.Equal((2U, 1U, comparison.Total - 2), (comparison.BreakingForWriters, comparison.BreakingForReaders, comparison.Omitted));
    }

    private static bool IsField(Change change) => change.Aspect == Change.Types.Aspect.Field;

    private Task<WireComparison> CompareAsync(CompareRequest request) => new ComparisonAdministration(
        _rig.Hub, new ReleaseHistory(_rig.Store), _staging, new UploadCompiler()).CompareAsync(request, default);

    private Task PublishAsync(Action<JsonObject>? change = null)
    {
        var core = CraftedSchema.Core();
        change?.Invoke(core);
        var schema = SchemaContent.Of(SchemaCompiler.Compile(TestSchemas.Input(MergeRules.Rules2026, core)).Schema!) with { Inputs = [] };
        return _rig.Publisher.PublishAsync(new Proposal(schema, null, [], ReleaseKinds.Upload, "ann", ""), default);
    }

    private Upload Stage(Action<JsonObject> change)
    {
        var core = CraftedSchema.Core();
        change(core);
        var document = core.AsInput("core");
        _staging.Put(document.Digest, document.Content);
        return new Upload
        {
            Schema = new SchemaUpload { Core = new Document { Name = "core", Digest = ByteString.CopyFrom(document.Digest.ToBytes()) } },
        };
    }
}
