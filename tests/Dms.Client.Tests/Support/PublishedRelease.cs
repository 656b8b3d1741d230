using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;
using Testing;

namespace Dms.Client.Tests.Support;

/// <summary>A release with everything that it consists of.</summary>
internal sealed record PublishedRelease(Release Release, Manifest Manifest, IReadOnlyList<Part> Parts)
{
    public Position Position => Release.Position;

    /// <summary>The same release, signed with these keys.</summary>
    public PublishedRelease SignedBy(params EcKeyPair[] keys) => this with
    {
        Release = Release.WithSignatures([.. keys.Select(pair =>
        {
            using var key = SigningKey.Parse(pair.PrivatePem);
            return key.Sign(Release);
        })]),
    };
}
