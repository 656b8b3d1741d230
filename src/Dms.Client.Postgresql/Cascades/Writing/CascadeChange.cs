using System.Collections.Immutable;
using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;

namespace Dms.Client.Postgresql.Cascades.Writing;

/// <summary>All that a cascade writes, computed before anything is locked.</summary>
/// <param name="Plan">The documents.</param>
/// <param name="Rewritten">The new documents; those that turned out to stay as they are left out.</param>
/// <param name="Aliases">The new referential ids.</param>
/// <param name="References">What the changed document refers to; default to leave that as it is.</param>
/// <param name="TraceId">What is noted with each document.</param>
internal sealed record CascadeChange(
    CascadePlan Plan,
    IReadOnlyList<(DocumentKey Key, RewrittenDocument Document)> Rewritten,
    IReadOnlyList<AliasMove> Aliases,
    ImmutableArray<Guid> References,
    string TraceId);
