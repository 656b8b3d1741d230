using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Documents;

/// <summary>A document that an administrator gave us: its name in problems, its digest and its bytes as given.</summary>
internal sealed record InputDocument(string Name, Digest Digest, ReadOnlyMemory<byte> Content)
{
    public static InputDocument Of(string name, ReadOnlyMemory<byte> content) => new(name, Digest.Of(content.Span), content);
}
