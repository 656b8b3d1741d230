using Dms.Client.Postgresql.Cascades.Planning;
using Dms.Client.Postgresql.Cascades.Rewriting;
using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>The document that is to be changed, as it stands and as it was handed in.</summary>
internal static class RootDocument
{
    /// <summary>Looks whether the update can be made at all.</summary>
    /// <param name="resource">The document's resource.</param>
    /// <param name="update">What was handed in.</param>
    /// <param name="stored">The document as it stands; null when there is none.</param>
    /// <param name="rewriter">Computes the new document's tag.</param>
    /// <returns>The document to plan from, or the result.</returns>
    /// <exception cref="InvalidCascadeException">Either document cannot be read.</exception>
    public static (CascadeDocument? Root, IdentityUpdateResult? Result) Check(
        CascadeResource resource, IdentityUpdate update, StoredRow? stored, DocumentRewriter rewriter)
    {
        if (stored is not { } row || new ResourceName(row.ProjectName, row.ResourceName) != resource.Name)
            return (null, new IdentityUpdateResult.NotFound());
        try
        {
            var scan = new DocumentScan();
            scan.Read(resource, row.Body);
            var before = scan.ReadIdentity(resource);
            scan.Read(resource, update.Body);
            var after = scan.ReadIdentity(resource);
            var isMoved = !after.Equals(before);
            if (isMoved && !resource.Schema.AllowIdentityUpdates)
                return (null, new IdentityUpdateResult.ImmutableIdentity(resource.Schema.ResourceName));
            var etag = StoredEtag.Read(row.Body.Span);
            if (update.IfMatch is { } expected && expected != etag)
                return (null, new IdentityUpdateResult.EtagMismatch(etag));
            rewriter.RewriteRoot(resource, update.Body, []);
            if (rewriter.LastEtag == etag)
                return (null, new IdentityUpdateResult.Unchanged(etag));
            return (new CascadeDocument(row.Key, row.Uuid, row.Version, resource, update.Body, level: 0)
            {
                Moved = isMoved ? new MovedIdentity(resource, before) { After = after } : null,
            }, null);
        }
        catch (DataProblemException problem)
        {
            throw new InvalidCascadeException(update.DocumentUuid, resource.Schema.ResourceName, problem.Message);
        }
    }
}
