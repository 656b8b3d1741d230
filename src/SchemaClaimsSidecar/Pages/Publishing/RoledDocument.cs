using System.Diagnostics.CodeAnalysis;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>A staged document and what it is for.</summary>
internal sealed record RoledDocument(DocumentRole Role, Digest Digest, string Name)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RoledDocument? document)
    {
        document = text?.Split(' ', 3) is [var role, var digest, var name]
            && Enum.TryParse<DocumentRole>(role, out var known) && Digest.TryParse(digest, out var parsed)
                ? new RoledDocument(known, parsed, name)
                : null;
        return document is not null;
    }

    public override string ToString() => $"{Role} {Digest} {Name}";
}
