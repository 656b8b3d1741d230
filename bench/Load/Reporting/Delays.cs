using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>How long after it was published requests met something new, as seen from outside every tenth of a second.</summary>
internal static class Delays
{
    public static IReadOnlyList<double> OfSchema(Run run) => Of(run, point => point.SchemaPublished, point => point.SchemaServed);

    public static IReadOnlyList<double> OfClaims(Run run) => Of(run, point => point.ClaimsPublished, point => point.ClaimsServed);

    private static IReadOnlyList<double> Of(Run run, Func<VersionPoint, int> published, Func<VersionPoint, int?> served)
    {
        var delays = new List<double>();
        VersionPoint? since = null;
        VersionPoint? before = null;
        foreach (var point in run.Driven?.Versions ?? [])
        {
            // Each act has a server of its own, which begins at 0 again.
            if (before is not null && published(point) < published(before))
                since = null;
            else if (before is not null && published(point) > published(before))
                since = point;
            if (since is not null && served(point) == published(since))
            {
                delays.Add(point.Seconds - since.Seconds);
                since = null;
            }

            before = point;
        }

        return delays;
    }
}
