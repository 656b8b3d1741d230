using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>
/// What the claims say of a claim set, a resource and an action. Decisions are made when the claims are read, and shared: equal
/// lists of strategies are one array, so that <c>==</c> on <see cref="Strategies"/> compares them in no time.
/// </summary>
public sealed class ClaimDecision
{
    internal static readonly ClaimDecision ClaimsTooOld = new(ClaimOutcome.ClaimsTooOld, []);
    internal static readonly ClaimDecision NoSuchTenant = new(ClaimOutcome.NoSuchTenant, []);
    internal static readonly ClaimDecision NoSuchClaimSet = new(ClaimOutcome.NoSuchClaimSet, []);
    internal static readonly ClaimDecision AmbiguousClaimSet = new(ClaimOutcome.AmbiguousClaimSet, []);
    internal static readonly ClaimDecision ClaimSetHasNoClaims = new(ClaimOutcome.ClaimSetHasNoClaims, []);
    internal static readonly ClaimDecision ResourceNotCovered = new(ClaimOutcome.ResourceNotCovered, []);

    internal ClaimDecision(ClaimOutcome outcome, ImmutableArray<string> strategies)
    {
        Outcome = outcome;
        Strategies = strategies;
    }

    /// <summary>The answer, or the reason for a refusal.</summary>
    public ClaimOutcome Outcome { get; }

    /// <summary>Whether the action is granted, once and by at least one strategy, which every DMS takes.</summary>
    public bool IsGranted => Outcome == ClaimOutcome.Granted;

    /// <summary>
    /// The strategies in the order in which DMS applies them: at least one when granted, those of all grants after one another for
    /// <see cref="ClaimOutcome.DuplicateAction"/>, and none otherwise.
    /// </summary>
    public ImmutableArray<string> Strategies { get; }

    /// <summary>The name of the claim set as the claims write it; null unless the answer to a refusal repeats it.</summary>
    internal string? ClaimSet { get; init; }

    /// <summary>The resource claims that matched, distinct, in ordinal order; empty unless the answer to a refusal repeats them.</summary>
    internal ImmutableArray<string> MatchedClaims { get; init; } = [];

    /// <summary>Whether DMS of that time goes on with the request, by <see cref="Strategies"/>.</summary>
    public bool IsGrantedBy(DmsBehavior behavior) =>
        IsGranted || (Outcome == ClaimOutcome.DuplicateAction && behavior == DmsBehavior.Dms2026 && !Strategies.IsEmpty);

    /// <summary>What DMS of that time answers to the request; null when it goes on with it.</summary>
    /// <param name="behavior">Which DMS.</param>
    /// <param name="claimSet">The name of the claim set as the client's token has it.</param>
    /// <param name="resourceName">The name of the resource, such as <c>School</c>.</param>
    /// <param name="action">The action asked for.</param>
    public DmsProblem? ToProblem(DmsBehavior behavior, string claimSet, string resourceName, ResourceAction action) =>
        IsGrantedBy(behavior) ? null : DmsProblems.For(this, behavior, claimSet, resourceName, action);

    /// <inheritdoc/>
    public override string ToString() => Strategies.IsEmpty ? $"{Outcome}" : $"{Outcome}: {string.Join(", ", Strategies)}";
}
