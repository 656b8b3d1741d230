using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Queries;

/// <summary>A page of the documents of a resource.</summary>
/// <param name="Project">The resource's project.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Authorization">Which documents the client may see.</param>
/// <param name="Filters">What the documents must be like: all of it.</param>
/// <param name="Page">Which of them make the page.</param>
/// <param name="WithTotalCount">Whether all documents that fit are counted, in the snapshot that the page is read in.</param>
public sealed record DocumentQuery(
    ProjectSchema Project,
    ResourceSchema Resource,
    QueryAuthorization Authorization,
    ImmutableArray<QueryFilter> Filters,
    PageRange Page,
    bool WithTotalCount);
