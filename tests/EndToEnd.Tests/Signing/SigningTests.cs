using Dms.Client.Snapshots;
using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Signing;

/// <summary>A sidecar with a key, clients that require its signature, and an administrator who exchanges it.</summary>
public sealed class SigningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EcKeyPair _first = new();
    private readonly EcKeyPair _second = new();
    private readonly Place _place;

    public SigningTests() => _place = Place.In(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Keys_Exchanged_AreFollowedByWhoTrustsBothAndRefusedByWhoTrustsOne()
    {
        Write("key.pem", _first.PrivatePem);
        await using var sidecar = await StartAsync();
        using var administrator = new Administrator(_place.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("first"));
        await using var both = await FollowAsync("both", _first.PublicPem, _second.PublicPem);
        await using var old = await FollowAsync("old", _first.PublicPem);
        await Task.WhenAll(RunsAsync(both, 1), RunsAsync(old, 1));

        Write("key.pem", _second.PrivatePem);
        await administrator.PublishAsync(Samples.Marked("second"));

        await RunsAsync(both, 2);
        await Eventually.IsTrueAsync(() => old.Snapshots.Status.Problem?.Code == "SIGNATURE_UNTRUSTED");
        Assert.Equal(1, old.Snapshots.Current.Release.Generation);
        Assert.NotNull(both.Snapshots.Status.VerifiedBy);
        await administrator.WaitForStatusAsync(status => status.Subscribers.Any(subscriber => subscriber.Code == "SIGNATURE_UNTRUSTED"));
        foreach (var command in new string[][] { ["status"], ["history", "2"] })
        {
            var shown = (await RunAsync(command)).Ended(0);
            Assert.Contains($"signed with {both.Snapshots.Status.VerifiedBy}", shown.Output, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Key_GivenLater_SignsTheSameAgainForWhoRequiresIt()
    {
        await using (await StartAsync(withKey: false))
        {
            using var before = new Administrator(_place.AdminSocket);
            await before.PublishAsync(Samples.Marked("first"));
        }

        Write("key.pem", _first.PrivatePem);
        await using var sidecar = await StartAsync();
        await using var client = await FollowAsync("strict", _first.PublicPem);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.Problem?.Code == "SIGNATURE_MISSING");
        (await RunAsync("rollback", "1")).Ended(0);

        await RunsAsync(client, 2);
    }

    [Fact]
    public async Task Verify_WithKeys_SaysWhichReleasesTheyHaveSigned()
    {
        Write("key.pem", _first.PrivatePem);
        var (trusted, other) = (Write("trusted.pem", _first.PublicPem), Write("other.pem", _second.PublicPem));
        await using var sidecar = await StartAsync();
        using var administrator = new Administrator(_place.AdminSocket);
        await administrator.PublishAsync(Samples.Marked("first"));

        var sound = (await RunAsync("verify", "--trusted-key", other, "--trusted-key", trusted)).Ended(0);
        var refused = (await RunAsync("verify", "--trusted-key", other)).Ended(1);
        var unusable = (await RunAsync("verify", "--trusted-key", _folder["key.pem"])).Ended(1);

        Assert.Contains("1 releases are signed with a trusted key: 0 problem(s).", sound.Output, StringComparison.Ordinal);
        Assert.Contains("signature: Release 1 is signed with ", refused.Output, StringComparison.Ordinal);
        Assert.Contains("PRIVATE KEY where a PUBLIC KEY should be", unusable.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithoutItsKeyFile_EndsWithOneMessage()
    {
        var serve = (await Tool.RunAsync(Variables(), _place.Arguments)).Ended(2);

        Assert.Contains($"Signing:KeyFiles: the key file '{_folder["key.pem"]}' cannot be used", serve.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place.Store));
    }

    private Task<SidecarProcess> StartAsync(bool withKey = true) => SidecarProcess.StartAsync(_place, withKey ? Variables() : null);

    private Task<ClientHost> FollowAsync(string name, params string[] keys) => ClientHost.StartAsync(_place.DmsSocket, options =>
    {
        (options.Subscriber, options.RequireSignature) = (name, true);
        foreach (var key in keys)
            options.TrustedKeys.Add(key);
    });

    private Task<ProgramRun> RunAsync(params string[] arguments) => Tool.RunAsync(_place.Variables, arguments);

    private static Task RunsAsync(ClientHost client, long generation) => Eventually.IsTrueAsync(
        () => client.Snapshots.TryGetCurrent(out var snapshot) && snapshot.Release.Generation == generation);

    private Dictionary<string, string> Variables() => new() { ["SCHEMACLAIMS_Signing__KeyFiles__0"] = _folder["key.pem"] };

    private string Write(string name, string content)
    {
        File.WriteAllText(_folder[name], content);
        return _folder[name];
    }
}
