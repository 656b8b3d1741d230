using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Rollout;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;
using SchemaClaimsSidecar.Tests.Comparison;
using SchemaClaimsSidecar.Tests.Rollout;
using SchemaClaimsSidecar.Tests.Schema;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class RefuseBreakingTests : IAsyncLifetime
{
    private readonly RolloutRig _rig = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task PublishAsync_BreakingChange_IsRefusedAndNothingChanges()
    {
        await PublishAsync(Schema(), refuseBreaking: true);
        var current = _rig.Hub.Current;

        var refused = await Assert.ThrowsAsync<BreakingChangeException>(
            () => PublishAsync(Schema(core => core.Fields().Remove("twin")), refuseBreaking: true));

        Assert.Equal(current!.Release.Position, refused.Current);
        Assert.Equal("ed-fi/students: field-removed - $.twin", Compared.Line(refused.Comparison.Changes[0]));
        Assert.Same(current, _rig.Hub.Current);
        Assert.Single(await _rig.Store.ListAsync(10, default));
    }

    [Fact]
    public async Task PublishAsync_BreakingChangeThatMayBe_IsPublished()
    {
        await PublishAsync(Schema(), refuseBreaking: true);

        await PublishAsync(Schema(core => core.Fields().Remove("twin")), refuseBreaking: false);

        Assert.Equal(2, _rig.Hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task PublishAsync_CompatibleChange_IsPublished()
    {
        await PublishAsync(Schema(), refuseBreaking: true);

        await PublishAsync(Schema(AddNickname), refuseBreaking: true);

        Assert.Equal(2, _rig.Hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task PublishAsync_AnotherReleaseCameMeanwhile_ComparesWithThat()
    {
        await PublishAsync(Schema(), refuseBreaking: true);
        var proposal = Schema(core => core.Students()["allowIdentityUpdates"] = true);
        _rig.Publisher.Compare(Proposal(proposal, refuseBreaking: true));
        await PublishAsync(Schema(AddNickname), refuseBreaking: true);

        await Assert.ThrowsAsync<BreakingChangeException>(() => PublishAsync(proposal, refuseBreaking: true));

        Assert.Equal(2, _rig.Hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task PublishAsync_BothAtOnce_NeitherTakesAwayWhatTheOtherBrought()
    {
        await PublishAsync(Schema(), refuseBreaking: true);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var schema = i % 2 == 0 ? Schema(AddNickname) : Schema(core => core.Fields()["alias"] = Text());
            try
            {
                await PublishAsync(schema, refuseBreaking: true);
            }
            catch (BreakingChangeException)
            {
                // It lacks what the first has brought.
            }
        })));

        Assert.Equal(2, _rig.Hub.Current?.Release.Position.Generation);
    }

    [Fact]
    public async Task PublishAsync_ToAPartOfTheFleet_IsComparedWithWhatTheOthersRun()
    {
        await PublishAsync(Schema(), refuseBreaking: true);
        var proposal = Proposal(Schema(core => core.Fields().Remove("twin")), refuseBreaking: true) with
        {
            Rollout = new SchemaClaims.Contracts.RolloutRecord("10%", null),
        };

        await Assert.ThrowsAsync<BreakingChangeException>(() => _rig.Publisher.PublishAsync(proposal, default));

        Assert.Null(_rig.Hub.Offering.Canary);
    }

    private static void AddNickname(JsonObject core) => core.Fields()["nickname"] = Text();

    private static JsonObject Text() => TestSchemas.Parse("""{"type": "string"}""");

    private static SchemaContent Schema(Action<JsonObject>? change = null)
    {
        var core = CraftedSchema.Core();
        change?.Invoke(core);
        return SchemaContent.Of(SchemaCompiler.Compile(TestSchemas.Input(MergeRules.Rules2026, core)).Schema!) with { Inputs = [] };
    }

    private Task<PublishOutcome> PublishAsync(SchemaContent schema, bool refuseBreaking) =>
        _rig.Publisher.PublishAsync(Proposal(schema, refuseBreaking), default);

    private static Proposal Proposal(SchemaContent schema, bool refuseBreaking) =>
        new(schema, null, [], ReleaseKinds.Upload, "ann", "", RefuseBreaking: refuseBreaking);
}
