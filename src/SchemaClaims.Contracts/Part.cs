namespace SchemaClaims.Contracts;

/// <summary>Immutable bytes under a name. Parts of the same bytes are the same part, whatever snapshot they stand in.</summary>
internal sealed record Part(string Name, Digest Digest, ReadOnlyMemory<byte> Content)
{
    /// <summary>The part that these bytes are under this name. The bytes must not change afterwards.</summary>
    public static Part Of(string name, ReadOnlyMemory<byte> content) => new(name, Digest.Of(content.Span), content);
}
