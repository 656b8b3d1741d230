using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Cascades.Writing;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>Computes all that a planned cascade writes, without a database.</summary>
internal static class CascadeComputation
{
    /// <returns>What to write, and the changed document's new tag.</returns>
    /// <exception cref="InvalidCascadeException">A document makes the cascade impossible.</exception>
    public static (CascadeChange Change, string Etag) Compute(
        CascadePlan plan, IdentityUpdate update, DocumentRewriter rewriter, AliasMoves aliasMoves)
    {
        var aliases = aliasMoves.Of(plan.Moved);
        var rewritten = new List<(DocumentKey, RewrittenDocument)>(plan.Documents.Count);
        foreach (var document in plan.Documents)
        {
            if (document != plan.Root && Rewrite(document, rewriter, RewriteReferrer) is { } body)
                rewritten.Add((document.Key, body));
        }

        var moved = plan.Moved.Select(document => document.Moved!);
        var root = Rewrite(plan.Root, rewriter, (document, _) => rewriter.RewriteRoot(document.Resource, document.Body, moved));
        rewritten.Add((plan.Root.Key, root!.Value));
        return (new CascadeChange(plan, rewritten, aliases, update.References, update.TraceId), rewriter.LastEtag);
    }

    private static RewrittenDocument? RewriteReferrer(CascadeDocument document, DocumentRewriter rewriter) =>
        rewriter.Rewrite(document.Resource, document.Body, document.Referenced);

    private static RewrittenDocument? Rewrite(
        CascadeDocument document, DocumentRewriter rewriter, Func<CascadeDocument, DocumentRewriter, RewrittenDocument?> rewrite)
    {
        try
        {
            return rewrite(document, rewriter);
        }
        catch (DataProblemException problem)
        {
            throw new InvalidCascadeException(document.Uuid, document.Resource.Schema.ResourceName, problem.Message);
        }
    }
}
