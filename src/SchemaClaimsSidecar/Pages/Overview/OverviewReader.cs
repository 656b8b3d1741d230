using SchemaClaimsSidecar.Access;
using SchemaClaimsSidecar.Administration;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>Collects what the overview shows.</summary>
internal sealed class OverviewReader(StatusReader status, RolloutAdministration rollouts, TimeProvider time)
{
    private const int MostReleases = 30;

    public async Task<OverviewModel> ReadAsync(HttpContext context)
    {
        var history = await rollouts.ListAsync(MostReleases + 1, context.RequestAborted).ConfigureAwait(false);
        var now = status.Read();
        var mayChange = Caller.Of(context).May(Right.Change) && now.Relay is null;
        return new OverviewModel(
            now, [.. history.Releases.Take(MostReleases)], history.Releases.ElementAtOrDefault(MostReleases), mayChange,
            new PageTimes(time.GetUtcNow()));
    }
}
