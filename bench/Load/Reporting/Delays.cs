using Load.Recording;
using Load.Sampling;

namespace Load.Reporting;

/// <summary>How long after it was published requests met something new, as seen from outside every tenth of a second.</summary>
internal static class Delays
{
    public static IReadOnlyList<double> OfSchema(Run run) =>
        Of(run, point => (point.SchemaPublished, point.SchemaServed, point.SchemaPublishedSeconds));

    public static IReadOnlyList<double> OfClaims(Run run) =>
        Of(run, point => (point.ClaimsPublished, point.ClaimsServed, point.ClaimsPublishedSeconds));

    // What was published at the same moment is the same version: each is counted when it is first met.
    private static IReadOnlyList<double> Of(Run run, Func<VersionPoint, (int Published, int? Served, double? Seconds)> of) =>
    [
        .. from point in run.Driven?.Versions ?? []
           let version = of(point)
           where version.Seconds is not null && version.Served >= version.Published
           group point.Seconds - version.Seconds!.Value by version.Seconds into met
           select met.First(),
    ];
}
