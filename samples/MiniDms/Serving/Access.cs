using System.Collections.Immutable;
using Dms.Client.Claims;

namespace MiniDms.Serving;

/// <summary>What the claims say of a request.</summary>
/// <param name="Strategies">By which strategies it is granted.</param>
/// <param name="Decision">The same as a decision of a snapshot; null where there is none.</param>
/// <param name="Refusal">The answer to a request that is refused; null when it goes on.</param>
internal sealed record Access(ImmutableArray<string> Strategies, ClaimDecision? Decision, Answer? Refusal);
