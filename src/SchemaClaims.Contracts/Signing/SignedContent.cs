using System.Text;

namespace SchemaClaims.Contracts.Signing;

/// <summary>The bytes that are signed for a release: docs/protocol.md, "Signatures".</summary>
internal static class SignedContent
{
    // Names what is signed and in which form, so that a signature can never be taken for one of something else.
    private const string Domain = "schema-claims-release:v1";

    public static byte[] Of(Release release) =>
        Encoding.ASCII.GetBytes($"{Domain}\n{Digest.Of(release.Bytes.Span)}\n{release.SnapshotId}\n");
}
