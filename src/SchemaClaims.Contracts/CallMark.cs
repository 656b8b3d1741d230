namespace SchemaClaims.Contracts;

/// <summary>
/// The header that every call but those of the health service bears. Whoever makes somebody else send a request can often choose where
/// it goes and what it carries, but not such a header.
/// </summary>
internal static class CallMark
{
    public const string Name = "schema-claims";
    public const string Value = "true";
}
