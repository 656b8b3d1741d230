using SchemaClaims.V1;
using SchemaClaimsSidecar.Pages.Markup;
using State = SchemaClaims.V1.Subscriber.Types.State;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>Every subscriber with what it runs: troubles first, and how many there are of each on top.</summary>
internal static class FleetSection
{
    private static readonly State[] WorstFirst = [State.Rejected, State.Held, State.Silent, State.Behind, State.Connected, State.Synced];

    public static Html Of(OverviewModel model)
    {
        var subscribers = model.Status.Subscribers;
        return Html.Of(
            $"""
            <section data-key="fleet" aria-labelledby="fleet" data-summary="{Summary(subscribers)}">
            <h2 id="fleet">Subscribers</h2>
            {(subscribers.Count == 0 ? Html.Of($"""<p class="hint">No subscriber has connected.</p>""") : Table(model))}
            </section>
            """);
    }

    private static string Summary(IEnumerable<Subscriber> subscribers) => string.Join(", ", Counts(subscribers).Select(count =>
        $"{count.Count} {Name(count.State)}"));

    private static IEnumerable<(State State, int Count)> Counts(IEnumerable<Subscriber> subscribers) =>
        subscribers.CountBy(subscriber => subscriber.State)
            .OrderBy(count => Array.IndexOf(WorstFirst, count.Key)).Select(count => (count.Key, count.Value));

    private static Html Table(OverviewModel model) => Html.Of(
        $"""
        <p class="counts">{Counts(model.Status.Subscribers).Select(count => Count(Name(count.State), count.Count))}</p>
        <div class="scroll" role="region" aria-label="Subscribers" tabindex="0"><table class="fleet">
        <thead><tr><th scope="col">Subscriber</th><th scope="col">State</th><th scope="col">Runs</th><th scope="col">Meant</th>
        <th scope="col">Since</th><th scope="col">Last heard</th><th scope="col">Why</th></tr></thead>
        <tbody>
        {model.Status.Subscribers.OrderBy(subscriber => Array.IndexOf(WorstFirst, subscriber.State))
            .ThenBy(subscriber => subscriber.Name, StringComparer.Ordinal).Select(subscriber => Row(subscriber, model.Times))}
        </tbody></table></div>
        """);

    private static Html Count(string state, int count) =>
        Html.Of($"""<span data-key="{state}" class="state {state}">{count} {state}</span> """);

    private static Html Row(Subscriber subscriber, PageTimes times) => Html.Of(
        $"""
        <tr data-key="{subscriber.Name}" class="{Name(subscriber.State)}">
        <th scope="row">{subscriber.Name}{Html.When(subscriber.Relay, () => Html.Of($""" <span class="kind">relay</span>"""))}
        {Html.When(
            subscriber.Via.Count > 0,
            () => Html.Of($"""<span class="detail">by way of {string.Join(" › ", subscriber.Via)}</span>"""))}</th>
        <td><span class="state {Name(subscriber.State)}">{Name(subscriber.State).ToUpperInvariant()}</span></td>
        <td class="number" data-label="Runs">{Generation(subscriber.Running)}</td>
        <td class="number" data-label="Meant">{Generation(subscriber.Meant)}</td>
        <td class="nowrap" data-label="Since">{times.Ago(subscriber.StateSince)}</td>
        <td class="nowrap" data-label="Heard">{times.Ago(subscriber.LastHeard)}</td>
        <td class="why">{Html.When(
            IsRefusal(subscriber.State), () => Html.Of($"""<code>{subscriber.Code}</code> {subscriber.Reason}"""))}</td>
        </tr>
        """);

    private static bool IsRefusal(State state) => state is State.Rejected or State.Held;

    private static string Name(State state) => state.ToString().ToLowerInvariant();

    private static string Generation(Position? position) => position is null ? "–" : $"{position.Generation}";
}
