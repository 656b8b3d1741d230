using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Pages.Overview;

/// <summary>What the overview shows.</summary>
/// <param name="Status">The state of the sidecar and of its subscribers.</param>
/// <param name="Releases">The newest releases, newest first.</param>
/// <param name="Before">The release before the last of these; null when there is none.</param>
/// <param name="MayChange">Whether who looks may change something here.</param>
/// <param name="Times">Tells how long ago things were.</param>
internal sealed record OverviewModel(
    SidecarStatus Status, IReadOnlyList<Release> Releases, Release? Before, bool MayChange, PageTimes Times);
