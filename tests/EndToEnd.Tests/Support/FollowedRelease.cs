using System.Text.Json;
using SchemaClaims.Contracts;

namespace EndToEnd.Tests.Support;

/// <summary>A release that a follower received in full.</summary>
internal sealed record FollowedRelease(Release Release, Manifest Manifest, IReadOnlyDictionary<string, byte[]> Parts)
{
    public long Generation => Release.Position.Generation;

    /// <summary>The marks of <see cref="Samples.Marked"/> that its parts bear: one, unless parts of several releases are mixed.</summary>
    public IReadOnlySet<string> Marks => Parts.Select(part => MarkOf(part.Key, part.Value)).OfType<string>().ToHashSet();

    /// <summary>The mark of <see cref="Samples.Marked"/> that a part bears; null when it bears none.</summary>
    public static string? MarkOf(string part, ReadOnlyMemory<byte> content)
    {
        if (!PartNames.IsProject(part, out _) && !PartNames.IsResource(part, out _, out _))
            return null;
        using var json = JsonDocument.Parse(content);
        var bearer = json.RootElement.GetProperty(PartNames.IsProject(part, out _) ? "projectSchema" : "jsonSchemaForInsert");
        return bearer.TryGetProperty("description", out var mark) ? mark.GetString()!.TrimEnd() : null;
    }
}
