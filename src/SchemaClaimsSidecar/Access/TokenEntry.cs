using System.Text;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Access;

/// <summary>A line of a token file.</summary>
internal sealed record TokenEntry(Right Right, string Name, Digest Token)
{
    /// <exception cref="FormatException">A line is none.</exception>
    public static IReadOnlyList<TokenEntry> ParseAll(byte[] file) =>
    [
        .. Encoding.UTF8.GetString(file).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select((line, index) => Parse(line) ?? throw new FormatException(
                $"entry {index + 1} is not '<read|change> <name> <SHA-256 of the token in hexadecimal>'.")),
    ];

    private static TokenEntry? Parse(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var right, var name, var hash] && Digest.TryParse(hash, out var digest)
            ? right switch
            {
                "read" => new TokenEntry(Right.Read, name, digest),
                "change" => new TokenEntry(Right.Change, name, digest),
                _ => null,
            }
            : null;
}
