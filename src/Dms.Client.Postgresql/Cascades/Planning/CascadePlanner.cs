using Dms.Client.Postgresql.Cascades.Rewriting;

namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>
/// Follows the references to a document whose identity changes, level by level: on through those that are part of the identity of
/// whoever refers, no further through the others. Two round trips a level, whatever the number of documents.
/// </summary>
internal sealed class CascadePlanner(CascadeReader reader, CascadeSchema schema, int maxFanOut)
{
    private readonly DocumentScan _scan = new();

    /// <exception cref="InvalidCascadeException">A document makes the cascade impossible.</exception>
    public async Task<CascadePlan> PlanAsync(CascadeDocument root, CancellationToken cancellationToken)
    {
        var plan = new CascadePlan(root);
        List<CascadeDocument> moved = root.Moved is null ? [] : [root];
        for (var level = 1; moved.Count > 0; level++)
        {
            var edges = await reader.ReadReferrersAsync(moved, EdgeLimit(moved.Count), cancellationToken);
            plan.Edges += edges.Count;
            DocumentKey[] found = [.. edges.Select(edge => edge.Referring).Distinct().Where(key => !plan.Contains(key))];
            if (plan.Documents.Count - 1 + found.Length > maxFanOut)
            {
                plan.ExceededAt = level;
                return plan;
            }

            if (found.Length > 0)
            {
                foreach (var row in await reader.ReadDocumentsAsync(found, cancellationToken))
                    plan.Add(DocumentOf(row, level));
            }

            moved = Follow(plan, moved, edges);
        }

        plan.Moved = IdentityResolver.Resolve(plan);
        return plan;
    }

    // Each document can refer to each of them once: this many come of too many documents only.
    private long EdgeLimit(int moved) => (maxFanOut + 2L) * moved;

    private List<CascadeDocument> Follow(CascadePlan plan, List<CascadeDocument> moved, List<ReferenceEdge> edges)
    {
        var next = new List<CascadeDocument>();
        foreach (var edge in edges)
        {
            var referenced = moved[edge.Referenced];
            referenced.IsReferenced = true;
            // Absent when it was deleted since: so is its reference.
            if (plan.Find(edge.Referring) is not { } referring)
                continue;
            referring.Referenced.Add(referenced.Moved!);
            var wasMoved = referring.Moved is not null;
            FollowIdentity(referring, referenced);
            if (!wasMoved && referring.Moved is not null)
                next.Add(referring);
        }

        return next;
    }

    private void FollowIdentity(CascadeDocument referring, CascadeDocument referenced)
    {
        try
        {
            for (var i = 0; i < referenced.Moved!.NameCount; i++)
                FollowIdentity(referring, referenced, referenced.Moved.NameAt(i));
        }
        catch (DataProblemException problem)
        {
            throw new InvalidCascadeException(referring.Uuid, referring.Resource.Schema.ResourceName, problem.Message);
        }
    }

    private void FollowIdentity(CascadeDocument referring, CascadeDocument referenced, in MovedName name)
    {
        foreach (var plan in referring.Resource.ReferencesTo(name.Name))
        {
            if (!plan.IsIdentity)
                continue;
            _scan.Read(referring.Resource, referring.Body);
            if (ReferenceMatcher.Match(_scan, plan, name) != ReferenceMatch.Matched)
                continue;
            referring.Moved ??= new MovedIdentity(referring.Resource, _scan.ReadIdentity(referring.Resource));
            referring.IdentitySources.Add((referenced, plan));
        }
    }

    private CascadeDocument DocumentOf(StoredRow row, int level) => new(
        row.Key, row.Uuid, row.Version,
        schema.Find(row.ProjectName, row.ResourceName) ?? throw new InvalidCascadeException(
            row.Uuid, row.ResourceName, $"the schema knows no resource {row.ProjectName}.{row.ResourceName}"),
        row.Body, level);
}
