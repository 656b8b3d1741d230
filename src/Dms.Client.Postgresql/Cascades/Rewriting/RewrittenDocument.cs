namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A document with new values.</summary>
/// <param name="Body">The document in UTF-8, with its <c>_etag</c> and <c>_lastModifiedDate</c>.</param>
/// <param name="SecurityElements">What secures it now, as DMS stores it; null when none of that has changed.</param>
/// <param name="HasOtherPerson">Whether another person may secure it now.</param>
internal readonly record struct RewrittenDocument(ReadOnlyMemory<byte> Body, byte[]? SecurityElements, bool HasOtherPerson);
