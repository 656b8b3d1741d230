using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Pages.Markup;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>What is wrong with the sidecar itself: nothing, most of the time.</summary>
internal static class StandingSection
{
    public static Html Of(OverviewModel model)
    {
        var alarms = Alarms(model.Status, model.Times).Where(alarm => alarm.Length > 0).ToArray();
        return Html.When(alarms.Length > 0, () => Html.Of(
            $"""
            <section data-key="standing" aria-labelledby="standing">
            <h2 id="standing">Alarms</h2>
            {alarms.Select(alarm => Html.Of($"""<p class="alarm">{alarm}</p>"""))}
            </section>
            """));
    }

    private static IEnumerable<string> Alarms(SidecarStatus status, PageTimes times)
    {
        yield return status.Alarm;
        if (status.Store is { Connected: false } away)
            yield return $"The store {away.Name} is away for {times.Age(away.Since)}: {away.Failure}";
        if (status.Relay is { Connected: false } lost)
            yield return $"No upstream is followed for {times.Age(lost.Since)}: {lost.Upstream}: {lost.Failure}";
        if (status.Relay is { Unreported: > 0 } relay)
            yield return $"The upstream is not told of {relay.Unreported} connected subscribers.";
        if ((status.Store?.CopyFailure ?? status.Relay?.CopyFailure) is { Length: > 0 } copy)
            yield return $"The local copy cannot be written: {copy}";
        if (status.Signing is { Problem.Length: > 0 } signing)
            yield return $"Signing: {signing.Problem}";
        if (status.Claims is { Error.Length: > 0 } claims)
            yield return $"The claims were not refreshed: {claims.Error}";
        if (status.Claims is { Held.Length: > 0 } held)
            yield return $"{held.Held} If that is right, say claims refresh --accept-shrinking.";
    }

    /// <summary>Where the releases lie, in a few words.</summary>
    public static string Store(SidecarStatus status) => status switch
    {
        { Relay: { } relay } => $"Relay of {relay.Upstream}"
            + (relay.Age is { } age ? $", current as of {Durations.ForPeople(age.ToTimeSpan())} ago" : ""),
        { Store: { } store } => store.Name + (store.Connected ? store.Listening ? ", connected" : ", polled only" : ", away"),
        _ => "This sidecar's own",
    };
}
