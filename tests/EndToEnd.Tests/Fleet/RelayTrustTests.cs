using EndToEnd.Tests.Support;
using Grpc.Core;
using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Fleet;

/// <summary>Relays whose upstream does not deserve trust, and administrators at the wrong place.</summary>
public sealed class RelayTrustTests
{
    [Fact]
    public async Task Relay_WhoseUpstreamLies_ServesNothingOfItAndSaysWhyToAll()
    {
        await using var chain = new RelayChain();
        await using var liar = await LyingSidecar.StartAsync(chain["liar.sock"], chain.PlaceOf(0).DmsSocket);
        var deceived = chain.AddRelay([$"unix://{chain["liar.sock"]}"]);
        var cautious = chain.AddRelay([$"unix://{chain["liar.sock"]}", chain.PlaceOf(0).Listen]);
        await chain.StartAllAsync();
        var (theirs, ours) = (chain.Follow(deceived, "dms-1"), chain.Follow(cautious, "dms-2"));
        await chain.PublishAsync("true");

        Assert.Equal(["true"], (await ours.WaitForAsync(1)).Marks);
        await chain.AdministratorOf(deceived).WaitForStatusAsync(status => status.Relay.Code == "PART_DAMAGED");
        var status = (await chain.RunAsync(deceived, "status")).Ended(0);
        Assert.Matches("(?m)^ALARM: Release 1 of unix://.*/liar.sock was refused: PART_DAMAGED: Part '.*' is damaged: ", status.Output);
        await chain.Hub.WaitForStatusAsync(status => status.Subscribers.Any(subscriber =>
            subscriber is { Name: "relay-1", Relay: true, State: Subscriber.Types.State.Rejected, Code: "PART_DAMAGED" }));
        Assert.Empty(theirs.Received);
    }

    [Fact]
    public async Task Relay_ThatRequiresASignature_ServesWhatIsSignedAndPassesItOn()
    {
        var key = new EcKeyPair();
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["key.pem"], key.PrivatePem);
        File.WriteAllText(folder["public.pem"], key.PublicPem);
        await using var chain = new RelayChain();
        var relay = chain.AddRelay([0], new Dictionary<string, string>
        {
            ["SCHEMACLAIMS_Signing__TrustedKeyFiles__0"] = folder["public.pem"],
            ["SCHEMACLAIMS_Signing__RequireSignature"] = "true",
        });
        await chain.StartAllAsync();
        await chain.PublishAsync("unsigned");
        var refused = await chain.AdministratorOf(relay).WaitForStatusAsync(status => status.Relay.Code.Length > 0);
        Assert.Equal("SIGNATURE_MISSING", refused.Relay.Code);
        Assert.Contains("this relay requires a signature", refused.Alarm, StringComparison.Ordinal);

        await chain.RestartHubAsync(new Dictionary<string, string> { ["SCHEMACLAIMS_Signing__KeyFiles__0"] = folder["key.pem"] });
        await chain.PublishAsync("signed");
        await using var client = await ClientHost.StartAsync(chain.PlaceOf(relay).DmsSocket, options =>
        {
            options.RequireSignature = true;
            options.TrustedKeys.Add(key.PublicPem);
        });

        await Eventually.IsTrueAsync(() => client.Snapshots.Status is { Running.Generation: 2, VerifiedBy: not null });
        var status = (await chain.RunAsync(relay, "status")).Ended(0);
        Assert.Matches("(?m)^Relay of unix://.*, current as of .*, by way of hub > relay-1, trusting [0-9a-f]{16}$", status.Output);
        Assert.DoesNotContain("ALARM", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Relays_InACircle_NoticeItAndServeOn()
    {
        await using var chain = new RelayChain();
        var (first, second) = (1, 2);
        chain.AddRelay([0, second]);
        chain.AddRelay([first]);
        await chain.StartAllAsync();
        var follower = chain.Follow(second, "dms");
        await chain.PublishAsync("first");
        await follower.WaitForAsync(1);

        await chain.KillAsync(0);
        await chain.AdministratorOf(first).WaitForStatusAsync(status =>
            status.Relay.Failure.Contains("it follows this relay itself, by way of hub > relay-1 > relay-2", StringComparison.Ordinal));
        await chain.StartAsync(0);
        await chain.PublishAsync("second");

        Assert.Equal(["second"], (await follower.WaitForAsync(2)).Marks);
    }

    [Fact]
    public async Task Administrator_OfARelay_IsToldWhereToAsk()
    {
        await using var chain = new RelayChain();
        var relay = chain.AddRelay([0]);
        await chain.StartAllAsync();
        await chain.PublishAsync("first");
        await chain.AdministratorOf(relay).WaitForStatusAsync(status => status.Release is not null);

        foreach (var command in new string[][]
        {
            ["upload", "--core", Samples.Core], ["claims", "upload", Samples.Claims], ["claims", "refresh"], ["rollback", "1"], ["promote"],
            ["abort"], ["accept-epoch", "--current"],
        })
        {
            var refused = (await chain.RunAsync(relay, command)).Ended(1);
            Assert.Contains(
                $"This sidecar is a relay (Store:Kind is Relay): it serves on what it is sent by {chain.PlaceOf(0).Listen}, and nothing is "
                + "published here. Ask there.", refused.Error, StringComparison.Ordinal);
        }

        var refresh = await Assert.ThrowsAsync<RpcException>(
            async () => await chain.AdministratorOf(relay).Client.RefreshClaimsAsync(new RefreshClaimsRequest()));
        Assert.Equal(StatusCode.FailedPrecondition, refresh.StatusCode);
        var history = (await chain.RunAsync(relay, "history")).Ended(0);
        Assert.StartsWith($"A relay of {chain.PlaceOf(0).Listen}: ", history.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^1 .* upload +everybody ", history.Output);
        Assert.Contains("sound", (await chain.RunAsync(relay, "verify")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("rollback", (await chain.RunAsync(relay, "audit")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Single(await chain.Hub.HistoryAsync());
    }
}
