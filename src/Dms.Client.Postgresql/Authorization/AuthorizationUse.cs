namespace Dms.Client.Postgresql.Authorization;

/// <summary>What a request does with a document.</summary>
public enum AuthorizationUse
{
    /// <summary>It reads or deletes the document.</summary>
    ReadOrDelete,

    /// <summary>It writes the document, and with it <see cref="DocumentAuthorizationArrays"/>.</summary>
    Write,
}
