using System.Text;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Signing;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Tests.Distribution;
using Testing;

namespace SchemaClaimsSidecar.Tests.Relay;

public sealed class UpstreamStreamTests : IDisposable
{
    private static readonly StoredRelease First = Releases.Of(1, ("a", "1"), ("b", "0"));
    private static readonly StoredRelease Second = Releases.Of(2, ("a", "1"), ("b", "2"));
    private static readonly StoredRelease Canary = Releases.Of(2, [Releases.Part("a", "tried")], to: "zone=a");

    private readonly RelayRig _relay = new();

    public void Dispose() => _relay.Dispose();

    [Fact]
    public async Task FollowAsync_ARelease_IsServedAndKeptAsItCameOnceAHeartbeatNamesIt()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        upstream.SendHeartbeat(First);

        await _relay.FollowAsync(upstream);

        var served = _relay.Hub.Current!;
        Assert.Equal(First.Release.Bytes.ToArray(), served.Release.Bytes.ToArray());
        Assert.Equal(First.Snapshot.Manifest.Bytes.ToArray(), served.Snapshot.Manifest.Bytes.ToArray());
        Assert.Equal(First.Snapshot.Parts.Select(TextOf), served.Snapshot.Parts.Select(TextOf));
        Assert.Equal([1], _relay.History.NewestFirst.Select(release => release.Position.Generation));
        Assert.Equal([1], _relay.Kept());
    }

    [Fact]
    public async Task FollowAsync_ARolloutWithoutItsHeartbeat_IsNotServedByHalf()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        upstream.SendHeartbeat(First);
        upstream.SendRelease(Canary);
        upstream.SendRelease(Releases.Of(3, [Releases.Part("a", "claims")], kind: "claims"));

        await _relay.FollowAsync(upstream);

        Assert.Equal((1, null), _relay.Offered);
    }

    [Fact]
    public async Task FollowAsync_ARollout_ServesBothHalvesAndTheNextStreamNamesThem()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        upstream.SendRelease(Canary);
        upstream.SendHeartbeat(First, Canary);
        await _relay.FollowAsync(upstream);
        var next = new FakeUpstream();
        await _relay.FollowAsync(next);

        Assert.Equal((1, 2), _relay.Offered);
        Assert.Equal([1UL, 2UL], next.Request!.Relay.Serves.Select(position => position.Generation));
        Assert.Equal(3 * Digest.Size, next.Request.HeldDigests.Length);
        Assert.Equal([1, 2], _relay.Kept());
    }

    [Fact]
    public async Task FollowAsync_ARolloutIsOverAndClaimsCameAfter_ForgetsTheCanary()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        upstream.SendRelease(Canary);
        upstream.SendHeartbeat(First, Canary);
        // What ended the rollout was superseded before it was sent.
        var claims = Releases.Of(4, [Releases.Part("a", "tried")], kind: "claims");
        upstream.SendRelease(claims);
        upstream.SendHeartbeat(claims);

        await _relay.FollowAsync(upstream);

        Assert.Equal((4, null), _relay.Offered);
    }

    [Fact]
    public async Task FollowAsync_WrongBytesForADigest_AreAskedForAgainTwiceAndThenRefused()
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var upstream = new FakeUpstream();
            upstream.Send([FakeUpstream.OfferOf(First), FakeUpstream.PartsOf(First, Forge)]);
            var end = await _relay.FollowAsync(upstream);
            Assert.Contains("Part 'b' is damaged: its bytes have digest", end, StringComparison.Ordinal);
            Assert.Equal(attempt == 3, _relay.Standing.Current.Verdict is not null);
        }

        Assert.Equal(ReportCodes.PartDamaged, _relay.Standing.Current.Verdict?.Code);
        Assert.StartsWith(
            "Release 1 of upstream was refused: PART_DAMAGED: Part 'b'", _relay.Standing.Current.Alarm, StringComparison.Ordinal);
        Assert.Null(_relay.Hub.Current);
        var next = new FakeUpstream();
        await _relay.FollowAsync(next);
        Assert.Equal(1UL, Assert.Single(next.Request!.Relay.Rejected).Generation);
        Assert.Equal(Digest.Size, next.Request.HeldDigests.Length);

        static byte[] Forge(Part part) => part.Name == "b" ? "X"u8.ToArray() : part.Content.ToArray();
    }

    [Fact]
    public async Task FollowAsync_RefusedByOneUpstream_IsTakenFromAnother()
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var liar = new FakeUpstream("liar");
            liar.Send([FakeUpstream.OfferOf(First), FakeUpstream.PartsOf(First, _ => "X"u8.ToArray())]);
            await _relay.FollowAsync(liar);
        }

        var honest = new FakeUpstream("honest");
        honest.SendRelease(First);
        honest.SendHeartbeat(First);
        await _relay.FollowAsync(honest);

        Assert.Empty(honest.Request!.Relay.Rejected);
        Assert.Equal((1, null), _relay.Offered);
        Assert.Empty(_relay.Standing.Current.Alarm);
    }

    [Fact]
    public async Task FollowAsync_ManifestOfAnotherSnapshot_IsRefused()
    {
        var upstream = new FakeUpstream();
        var offer = FakeUpstream.OfferOf(First);
        offer.Offer.Manifest = FakeUpstream.OfferOf(Second).Offer.Manifest;
        upstream.Send(offer);

        await _relay.FollowAsync(upstream);

        Assert.Equal(ReportCodes.ManifestInvalid, _relay.Standing.Current.Verdict?.Code);
    }

    [Fact]
    public async Task FollowAsync_SignatureRequired_TakesWhatIsSignedByATrustedKeyAlone()
    {
        var trusted = new EcKeyPair();
        var other = new EcKeyPair();
        using var relay = new RelayRig(new SigningOptions { TrustedKeyFiles = [trusted.PublicPem], RequireSignature = true });

        Assert.Equal(ReportCodes.SignatureMissing, await CodeAsync(First));
        Assert.Equal(ReportCodes.SignatureUntrusted, await CodeAsync(Signed(First, other)));
        var forged = First.Release.WithSignatures(Signed(Second, trusted).Release.Signatures);
        Assert.Equal(ReportCodes.SignatureInvalid, await CodeAsync(First with { Release = forged }));
        Assert.Null(relay.Hub.Current);
        var signed = Signed(First, trusted);
        Assert.Null(await CodeAsync(signed));
        Assert.Equal(
            signed.Release.Signatures.Select(signature => Convert.ToHexString(signature.Value.Span)),
            relay.Hub.Current!.Release.Signatures.Select(signature => Convert.ToHexString(signature.Value.Span)));

        async Task<string?> CodeAsync(StoredRelease release)
        {
            var upstream = new FakeUpstream(Guid.NewGuid().ToString());
            upstream.SendRelease(release);
            upstream.SendHeartbeat(release);
            await relay.FollowAsync(upstream);
            return relay.Standing.Current.Verdict?.Code;
        }
    }

    [Fact]
    public async Task FollowAsync_UpstreamWentBack_KeepsWhatIsServedAndRaisesTheAlarm()
    {
        await ServeAsync(Second);
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        await _relay.FollowAsync(upstream);

        Assert.Equal((2, null), _relay.Offered);
        Assert.Equal(ReportCodes.GenerationWentBackwards, _relay.Standing.Current.Verdict?.Code);
        Assert.StartsWith(
            "upstream is at generation 1, and this relay serves generation 2 of epoch epoch.", _relay.Standing.Current.Alarm,
            StringComparison.Ordinal);
        await ServeAsync(Releases.Of(3, ("a", "3")));
        Assert.Empty(_relay.Standing.Current.Alarm);
    }

    [Fact]
    public async Task FollowAsync_UpstreamThatHasNothing_KeepsWhatIsServedAndIsNoNews()
    {
        await ServeAsync(First);
        _relay.Time.Advance(TimeSpan.FromMinutes(1));
        var upstream = new FakeUpstream();
        upstream.SendHeartbeat(null);

        await _relay.FollowAsync(upstream);

        Assert.Equal((1, null), _relay.Offered);
        Assert.Contains("has no release", _relay.Standing.Current.Alarm, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(1), _relay.Supply.Age);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FollowAsync_AnotherEpoch_IsFollowedOnlyWhereItReplacesTheOneThatIsServed(bool replaces)
    {
        await ServeAsync(Second);
        var record = First.Release.Record with { Epoch = "other", Replaces = replaces ? ["epoch"] : null };
        var other = First with { Release = ReleaseFormat.Write(record) };
        var upstream = new FakeUpstream();
        upstream.SendRelease(other);
        upstream.SendHeartbeat(other);

        await _relay.FollowAsync(upstream);

        Assert.Equal(replaces ? "other" : "epoch", _relay.Hub.Newest?.Epoch);
        Assert.Equal(replaces ? null : ReportCodes.EpochChanged, _relay.Standing.Current.Verdict?.Code);
    }

    [Fact]
    public async Task FollowAsync_UpstreamFollowsThisRelay_IsNoticed()
    {
        var upstream = new FakeUpstream();
        upstream.SendHeartbeat(null, path: ["hub", RelayRig.Self.Instance, "other"]);
        var stream = _relay.Open(upstream);

        var circle = await Assert.ThrowsAsync<ProtocolViolationException>(() => stream.FollowAsync(default));

        Assert.StartsWith("it follows this relay itself, by way of hub > ", circle.Message, StringComparison.Ordinal);
        Assert.True(stream.SendsElsewhere);
        Assert.False(_relay.Supply.IsKnown);
    }

    [Fact]
    public async Task FollowAsync_TooManySidecarsBetween_IsRefused()
    {
        var upstream = new FakeUpstream();
        upstream.SendHeartbeat(null, path: [.. Enumerable.Range(1, Protocol.MaxHops).Select(number => $"hop-{number}")]);

        await Assert.ThrowsAsync<ProtocolViolationException>(() => _relay.FollowAsync(upstream));
    }

    [Fact]
    public async Task FollowAsync_UpstreamThatDoesNotKnowRelays_IsRefused()
    {
        var upstream = new FakeUpstream();
        upstream.Send(new SubscribeResponse { Heartbeat = new Heartbeat() });

        var old = await Assert.ThrowsAsync<ProtocolViolationException>(() => _relay.FollowAsync(upstream));

        Assert.Contains("upgrade it", old.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FollowAsync_ACanaryCalledForEverybody_IsRefused()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(Canary);
        upstream.SendHeartbeat(Canary);

        await Assert.ThrowsAsync<ProtocolViolationException>(() => _relay.FollowAsync(upstream));

        Assert.Null(_relay.Hub.Newest);
    }

    [Fact]
    public async Task FollowAsync_HeartbeatOfWhatWasNotSent_IsRefused()
    {
        var upstream = new FakeUpstream();
        upstream.SendHeartbeat(First);

        await Assert.ThrowsAsync<ProtocolViolationException>(() => _relay.FollowAsync(upstream));
    }

    [Fact]
    public async Task FollowAsync_AHeartbeat_IsAsOldAsItWasAtTheUpstreamAndAgesFromThere()
    {
        var upstream = new FakeUpstream();
        upstream.SendRelease(First);
        upstream.SendHeartbeat(First, age: TimeSpan.FromSeconds(7), claimsAge: TimeSpan.FromSeconds(2));
        await _relay.FollowAsync(upstream);
        _relay.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.FromSeconds(67), _relay.Supply.Age);
        Assert.Equal(TimeSpan.FromSeconds(67), _relay.Freshness.Age);
        Assert.Equal(DateTimeOffset.UnixEpoch, _relay.Supply.SaidAt);
    }

    [Fact]
    public async Task FollowAsync_UpstreamWithoutNewsOfItsOwn_IsLeftWhereThereIsAnother()
    {
        var upstream = new FakeUpstream();
        var stream = _relay.Open(upstream, hasAlternatives: true);
        var following = stream.FollowAsync(default);
        upstream.SendRelease(First);
        upstream.SendHeartbeat(First, age: TimeSpan.FromHours(1));
        await Eventually.IsTrueAsync(() => _relay.Supply.IsKnown);
        Assert.False(following.IsCompleted);

        _relay.Time.Advance(TimeSpan.FromSeconds(10));
        upstream.SendHeartbeat(First, age: TimeSpan.FromHours(1));
        await Eventually.IsTrueAsync(() => _relay.Supply.Age == TimeSpan.FromHours(1));
        Assert.False(following.IsCompleted);
        _relay.Time.Advance(TimeSpan.FromSeconds(14));
        upstream.SendHeartbeat(First, age: TimeSpan.FromHours(1));
        await Eventually.IsTrueAsync(() => _relay.Supply.Age == TimeSpan.FromHours(1));
        _relay.Time.Advance(TimeSpan.FromSeconds(14));
        upstream.SendHeartbeat(First, age: TimeSpan.FromHours(1));

        Assert.Contains("no news", await following, StringComparison.Ordinal);
        Assert.True(stream.SendsElsewhere);
    }

    [Fact]
    public async Task FollowAsync_SilentUpstream_IsGivenUp()
    {
        var following = _relay.Open(new FakeUpstream()).FollowAsync(default);

        _relay.Time.Advance(TimeSpan.FromSeconds(16));

        await Assert.ThrowsAsync<TimeoutException>(() => following);
    }

    private async Task ServeAsync(StoredRelease release)
    {
        var upstream = new FakeUpstream("earlier");
        upstream.SendRelease(release);
        upstream.SendHeartbeat(release);
        await _relay.FollowAsync(upstream);
        Assert.Equal(release.Release.Position, _relay.Hub.Newest);
    }

    private static StoredRelease Signed(StoredRelease release, EcKeyPair key)
    {
        using var signer = SigningKey.Parse(key.PrivatePem);
        return release with { Release = release.Release.WithSignatures([signer.Sign(release.Release)]) };
    }

    private static string TextOf(Part part) => $"{part.Name}={Encoding.UTF8.GetString(part.Content.Span)}";
}
