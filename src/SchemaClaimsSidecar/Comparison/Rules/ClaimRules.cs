using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of claims mean to clients.</summary>
internal static class ClaimRules
{
    public static readonly ChangeRule TenantAdded = new("tenant-added", WidensAccess, "Its clients had no claims.");

    public static readonly ChangeRule TenantRemoved = new("tenant-removed", NarrowsAccess, "Its clients have no claims any more.");

    public static readonly ChangeRule ClaimSetAdded = new("claim-set-added", WidensAccess, "Clients with it were refused everything.");

    public static readonly ChangeRule ClaimSetRemoved = new("claim-set-removed", NarrowsAccess, "Clients with it are refused everything.");

    public static readonly ChangeRule ClaimAdded = new(
        "claim-added", WidensAccess, "Clients with the claim set were refused the resource.");

    public static readonly ChangeRule ClaimRemoved = new(
        "claim-removed", NarrowsAccess, "Clients with the claim set are refused the resource.");

    public static readonly ChangeRule ActionAdded = new(
        "action-added", WidensAccess, "Clients with the claim set were refused the action.");

    public static readonly ChangeRule ActionRemoved = new(
        "action-removed", NarrowsAccess, "Clients with the claim set are refused the action.");

    public static readonly ChangeRule NothingGranted = new(
        "nothing-granted", Compatible, "What has no authorization strategy is refused, whether it stands there or not.");

    public static readonly ChangeRule StrategiesNarrowed = new(
        "strategies-narrowed", NarrowsAccess, "Where no further authorization was required, there is now some, or the action is refused.");

    public static readonly ChangeRule StrategiesWidened = new(
        "strategies-widened", WidensAccess, "No further authorization is required any more, or the action was refused.");

    public static readonly ChangeRule StrategiesChanged = new(
        "strategies-changed", ChangesAccess, "Which of two sets of strategies allows more depends on the documents.");
}
