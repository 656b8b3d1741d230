using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Support;

/// <summary>A release with everything that it consists of.</summary>
internal sealed record PublishedRelease(Release Release, Manifest Manifest, IReadOnlyList<Part> Parts)
{
    public Position Position => Release.Position;
}
