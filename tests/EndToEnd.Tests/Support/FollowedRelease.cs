using System.Text.Json;
using SchemaClaims.Contracts;

namespace EndToEnd.Tests.Support;

/// <summary>A release that a follower received in full.</summary>
internal sealed record FollowedRelease(Release Release, Manifest Manifest, IReadOnlyDictionary<string, byte[]> Parts)
{
    public long Generation => Release.Position.Generation;

    /// <summary>The marks of <see cref="Samples.Marked"/> that its parts bear: one, unless parts of several releases are mixed.</summary>
    public IReadOnlySet<string> Marks => Parts.Select(MarkOf).OfType<string>().ToHashSet();

    private static string? MarkOf(KeyValuePair<string, byte[]> part)
    {
        if (!PartNames.IsProject(part.Key, out _) && !PartNames.IsResource(part.Key, out _, out _))
            return null;
        using var content = JsonDocument.Parse(part.Value);
        var bearer = content.RootElement.GetProperty(PartNames.IsProject(part.Key, out _) ? "projectSchema" : "jsonSchemaForInsert");
        return bearer.TryGetProperty("description", out var mark) ? mark.GetString()!.TrimEnd() : null;
    }
}
