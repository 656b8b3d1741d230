using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A status for a person.</summary>
internal sealed class StatusTable(SidecarStatus status, DateTimeOffset now, Colors colors)
{
    public void WriteTo(TextWriter output)
    {
        if (status.Alarm.Length > 0)
            output.WriteLine($"ALARM: {status.Alarm}");
        output.WriteLine(status.Release is { } release
            ? $"Release {release.Position.Generation}, {Age(release.PublishedAt)} old, by {release.PublishedBy}"
              + (release.Reason.Length > 0 ? $": {release.Reason}" : "")
            : status.Relay is null ? "No release yet: publish one with `upload`." : "No release yet.");
        if (status.Release is { } current)
            output.WriteLine($"Snapshot {current.SnapshotId}, {Schema()}{SignedBy(current)}");
        WriteRollout(output);
        output.WriteLine($"Epoch {status.Epoch}, sidecar up {Age(status.StartedAt)}");
        WriteStore(output);
        WriteRelay(output);
        WriteClaims(output);
        if (status.Signing is { Problem.Length: > 0 } signing)
            output.WriteLine($"ALARM: signing: {signing.Problem}");
        output.WriteLine();
        new SubscriberTable(status.Subscribers, now, colors).WriteTo(output);
    }

    private string Schema() => status.EffectiveSchemaHash.Length > 0 ? $"effective schema hash {status.EffectiveSchemaHash}" : "no schema yet";

    private static string SignedBy(Release release) =>
        release.SignedBy.Count > 0 ? $", signed with {string.Join(", ", release.SignedBy)}" : "";

    private void WriteRollout(TextWriter output)
    {
        if (status.Rollout is not { Release: { } canary } rollout)
            return;
        var auto = canary.Rollout.Auto is { } patience ? $", decides by itself after {Durations.ForPeople(patience.ToTimeSpan())}" : "";
        output.WriteLine(
            $"ROLLOUT: release {canary.Position.Generation} to {canary.Rollout.To} since {Age(canary.PublishedAt)} "
            + $"by {canary.PublishedBy}{auto}: "
            + $"{rollout.Selected} of {rollout.Connected} connected, {rollout.Applied} applied, {rollout.Rejected} rejected");
    }

    private void WriteStore(TextWriter output)
    {
        if (status.Store is not { } store)
            return;
        var newest = store.Newest is { } position ? $", its newest release {position.Generation} of epoch {position.Epoch}" : "";
        output.WriteLine(store.Connected
            ? $"Store {store.Name}{newest}{(store.Listening ? "" : ", polled only")}"
            : $"ALARM: the store {store.Name} is away for {Age(store.Since)}: {store.Failure}");
        if (store.CopyFailure.Length > 0)
            output.WriteLine($"ALARM: the local copy cannot be written: {store.CopyFailure}");
    }

    private void WriteRelay(TextWriter output)
    {
        if (status.Relay is not { } relay)
            return;
        var age = relay.Age is { } ago ? $", current as of {Durations.ForPeople(ago.ToTimeSpan())} ago" : "";
        var path = relay.Path.Count > 0 ? $", by way of {string.Join(" > ", relay.Path)}" : "";
        output.WriteLine(relay.Connected
            ? $"Relay of {relay.Upstream}{age}{path}{VerifiedBy(relay)}"
            : $"ALARM: no upstream is followed for {Age(relay.Since)}{age}: {relay.Upstream}: {relay.Failure}");
        if (relay.CopyFailure.Length > 0)
            output.WriteLine($"ALARM: the local copy cannot be written: {relay.CopyFailure}");
        if (relay.Unreported > 0)
            output.WriteLine($"ALARM: the upstream is not told of {relay.Unreported} connected subscribers: a relay tells of 10,000.");
    }

    private static string VerifiedBy(RelayStatus relay) =>
        relay.TrustedKeys.Count > 0 ? $", trusting {string.Join(", ", relay.TrustedKeys)}" : "";

    private void WriteClaims(TextWriter output)
    {
        if (status.Claims is not { } claims)
            return;
        var age = claims.Age is { } ago ? $", confirmed {Durations.ForPeople(ago.ToTimeSpan())} ago" : "";
        var tenants = claims.Tenants.Count > 0 ? $", {claims.Tenants.Count} tenants" : "";
        var turn = status.Store is { RefreshesClaims: true } ? ", refreshed by this sidecar" : "";
        var source = status.Relay is null ? claims.Source : "upstream";
        output.WriteLine($"Claims from {source}{age}{tenants}{turn}");
        if (claims.Error.Length > 0)
            output.WriteLine($"ALARM: the claims were not refreshed: {claims.Error}");
        if (claims.Held.Length > 0)
            output.WriteLine($"HELD: {claims.Held} If that is right, say `claims refresh --accept-shrinking`.");
    }

    private string Age(Timestamp since) => Durations.ForPeople(now - since.ToDateTimeOffset());
}
