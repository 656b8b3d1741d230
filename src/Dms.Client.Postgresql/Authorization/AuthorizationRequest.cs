using System.Collections.Immutable;
using Dms.Client.Claims;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Authorization;

/// <summary>One document that a client wants to do something with.</summary>
/// <param name="Resource">The document's resource.</param>
/// <param name="SecurityElements">What secures the document.</param>
/// <param name="Client">What the client is entitled to.</param>
/// <param name="Strategies">The strategies that the claims name.</param>
/// <param name="Use">What the request does with the document.</param>
public sealed record AuthorizationRequest(
    ResourceSchema Resource,
    DocumentSecurityElements SecurityElements,
    ClientAuthorizations Client,
    ImmutableArray<AuthorizationStrategy> Strategies,
    AuthorizationUse Use)
{
    /// <summary>The request by the strategies of a decision, joined as DMS of 2025 joins them.</summary>
    /// <param name="resource">The document's resource.</param>
    /// <param name="securityElements">What secures the document.</param>
    /// <param name="client">What the client is entitled to.</param>
    /// <param name="decision">A decision that grants the action; its strategies say under which conditions.</param>
    /// <param name="use">What the request does with the document.</param>
    /// <exception cref="ArgumentException">The decision names no strategy: a refusal needs no authorization.</exception>
    public static AuthorizationRequest Of(
        ResourceSchema resource, DocumentSecurityElements securityElements, ClientAuthorizations client, ClaimDecision decision,
        AuthorizationUse use)
    {
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.Strategies.IsEmpty)
            throw new ArgumentException($"The decision names no strategy: {decision}.", nameof(decision));
        return new(resource, securityElements, client, [.. decision.Strategies.Select(name => new AuthorizationStrategy(name))], use);
    }
}
