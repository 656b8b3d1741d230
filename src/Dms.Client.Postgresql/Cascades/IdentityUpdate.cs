using System.Collections.Immutable;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>The update of a document that may change its identity. It was validated and authorized before.</summary>
/// <param name="Resource">The document's resource, of the schema that the cascade is asked to follow.</param>
/// <param name="DocumentUuid">The document.</param>
/// <param name="Body">
/// The new document in UTF-8 with its <c>id</c>; <c>_etag</c> and <c>_lastModifiedDate</c> are computed. What it refers to bears the
/// identity that it has now, also where the cascade is going to change that.
/// </param>
/// <param name="TraceId">What is noted with each document that is written.</param>
public sealed record IdentityUpdate(ResourceSchema Resource, Guid DocumentUuid, ReadOnlyMemory<byte> Body, string TraceId)
{
    /// <summary>The tag that the stored document must have; null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>
    /// The referential ids of everything that the new document refers to, descriptors among them; what is stored is replaced by these.
    /// Default leaves what is stored as it is, for a document whose references did not change.
    /// </summary>
    public ImmutableArray<Guid> References { get; init; }
}
