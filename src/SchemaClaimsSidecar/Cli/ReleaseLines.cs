using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A release in a few lines for a person.</summary>
internal static class ReleaseLines
{
    public static void Write(Release release, TextWriter output)
    {
        output.WriteLine(
            $"Release {release.Position.Generation}, {release.Kind} for {Whom(release)}, {When(release.PublishedAt)} UTC "
            + $"by {release.PublishedBy}"
            + (release.Reason.Length > 0 ? $": {release.Reason}" : ""));
        output.WriteLine($"Snapshot {release.SnapshotId}" + (release.Forgotten ? ", which is not kept any more" : ""));
        output.WriteLine(release.SignedBy.Count > 0 ? $"Signed with {string.Join(", ", release.SignedBy)}" : "Not signed");
    }

    public static string Whom(Release release) => release.Rollout is { } rollout ? rollout.To : "everybody";

    public static string When(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
