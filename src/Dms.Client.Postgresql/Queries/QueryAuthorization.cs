using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Dms.Client.Postgresql.Authorization;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Queries;

/// <summary>
/// Which documents a client may see, as DMS filters them: by everything that secures the resource, whatever the strategy, with the
/// values of all strategies together.
/// </summary>
public sealed class QueryAuthorization
{
    private QueryAuthorization(ImmutableArray<string> namespacePrefixes, ImmutableArray<long> educationOrganizationIds)
    {
        NamespacePrefixes = namespacePrefixes;
        EducationOrganizationIds = educationOrganizationIds;
    }

    /// <summary>The client may see everything.</summary>
    public static QueryAuthorization Everything { get; } = new([], []);

    /// <summary>How namespaces must begin; empty when they do not matter.</summary>
    internal ImmutableArray<string> NamespacePrefixes { get; }

    /// <summary>The organizations that a document must lead to; empty when they do not matter.</summary>
    internal ImmutableArray<long> EducationOrganizationIds { get; }

    /// <summary>Reads which documents the client may see off the strategies of a claim decision.</summary>
    /// <param name="resource">The resource that is queried.</param>
    /// <param name="strategies">The strategies that the claims name.</param>
    /// <param name="client">What the client is entitled to.</param>
    /// <param name="authorization">What it may see; null when the query is refused.</param>
    /// <param name="refusal">What DMS says; <see cref="AuthorizationResult.Authorized"/> when the query is not refused.</param>
    /// <returns>Whether the client may query at all.</returns>
    public static bool TryCreate(
        ResourceSchema resource, ImmutableArray<string> strategies, ClientAuthorizations client,
        [NotNullWhen(true)] out QueryAuthorization? authorization, out AuthorizationResult refusal)
    {
        ArgumentNullException.ThrowIfNull(resource);
        ArgumentNullException.ThrowIfNull(client);
        refusal = StrategyEvaluation.RefusalOfQuery(resource, strategies, client);
        authorization = refusal.IsAuthorized
            ? new QueryAuthorization(
                strategies.Contains(StrategyEvaluation.NamespaceBased) ? client.NamespacePrefixes : [],
                strategies.Any(RelationshipStrategies.IsKnown) ? client.EducationOrganizationIds : [])
            : null;
        return authorization is not null;
    }
}
