using SchemaClaimsSidecar.Distribution;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>What may be published while something is rolled out, and what may be rolled out.</summary>
internal static class RolloutRules
{
    /// <exception cref="RolloutException">The proposal may not be published now.</exception>
    public static void Check(Proposal proposal, Offering offering)
    {
        if (proposal.Kind != ReleaseKinds.Claims && offering.Canary?.Release is { } canary)
        {
            throw new RolloutException(
                $"Release {canary.Record.Generation} is being rolled out to {canary.Record.Rollout!.To}: promote or abort it first.");
        }

        if (proposal.Rollout is null)
            return;
        if (proposal.Claims is not null)
        {
            throw new RolloutException(
                "Claims are always for everybody: publish them by themselves, and the schema for a part of the fleet.");
        }

        if (offering.Base is null)
            throw new RolloutException("There is no release that the others could keep: publish the first one for everybody.");
    }
}
