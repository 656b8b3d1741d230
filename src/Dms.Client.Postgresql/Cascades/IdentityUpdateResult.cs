using System.Collections.Immutable;
using Dms.Client.Postgresql.Identities;

namespace Dms.Client.Postgresql.Cascades;

/// <summary>What became of an update. Except for <see cref="Updated"/> nothing was written.</summary>
public abstract record IdentityUpdateResult
{
    private IdentityUpdateResult()
    {
    }

    /// <summary>The document and all that follow it were written.</summary>
    /// <param name="ETag">The document's new tag.</param>
    /// <param name="LastModified">When, to the second.</param>
    /// <param name="FanOut">What was rewritten besides it.</param>
    public sealed record Updated(string ETag, DateTimeOffset LastModified, CascadeFanOut FanOut) : IdentityUpdateResult;

    /// <summary>A preview: this is what would be rewritten.</summary>
    /// <param name="FanOut">The documents besides the changed one.</param>
    public sealed record Previewed(CascadeFanOut FanOut) : IdentityUpdateResult;

    /// <summary>The stored document is the same already.</summary>
    /// <param name="ETag">Its tag.</param>
    public sealed record Unchanged(string ETag) : IdentityUpdateResult;

    /// <summary>There is no such document.</summary>
    public sealed record NotFound : IdentityUpdateResult;

    /// <summary>The stored document has another tag than <see cref="IdentityUpdate.IfMatch"/>.</summary>
    /// <param name="ETag">The tag that it has.</param>
    public sealed record EtagMismatch(string ETag) : IdentityUpdateResult;

    /// <summary>Documents of this resource keep their identity for ever.</summary>
    /// <param name="ResourceName">The resource's name in the model.</param>
    public sealed record ImmutableIdentity(string ResourceName) : IdentityUpdateResult;

    /// <summary>Another document has a new identity already: that of the changed document or of one that follows it.</summary>
    /// <param name="Identity">The identity.</param>
    public sealed record IdentityConflict(DocumentIdentity Identity) : IdentityUpdateResult;

    /// <summary>Some of <see cref="IdentityUpdate.References"/> lead to no document.</summary>
    /// <param name="ReferentialIds">Which.</param>
    public sealed record ReferencesNotFound(ImmutableArray<Guid> ReferentialIds) : IdentityUpdateResult;

    /// <summary>More documents would be rewritten than <see cref="CascadeOptions.MaxFanOut"/> allows.</summary>
    /// <param name="MaxFanOut">The limit.</param>
    /// <param name="Level">The level on which it was exceeded; the documents there are not all counted.</param>
    public sealed record FanOutTooLarge(int MaxFanOut, int Level) : IdentityUpdateResult;

    /// <summary>A document, or the schema, makes the cascade impossible.</summary>
    /// <param name="DocumentUuid">The document.</param>
    /// <param name="ResourceName">Its resource's name in the model.</param>
    /// <param name="Problem">What is wrong with it.</param>
    public sealed record InvalidDocument(Guid DocumentUuid, string ResourceName, string Problem) : IdentityUpdateResult;

    /// <summary>Other changes came in between again and again. The same update may succeed later.</summary>
    /// <param name="Attempts">How often it was tried.</param>
    public sealed record WriteConflict(int Attempts) : IdentityUpdateResult;
}
