using System.Globalization;
using Dms.Client.Postgresql.Tests.Support;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>A reference of a random resource.</summary>
internal sealed record RandomReference(
    string Name, string Property, RandomResource Target, bool AsSuperclass, ReferenceShape Shape, bool IsIdentity)
{
    /// <summary>Where the reference object stands.</summary>
    public string Place => Shape switch
    {
        ReferenceShape.Single => $"$.{Property}",
        ReferenceShape.List => $"$.{Property}[*].reference",
        _ => $"$.{Property}[*].inner[*].reference",
    };

    public IEnumerable<string> TargetPaths => AsSuperclass ? ["$.baseId"] : Target.IdentityPaths;

    public IEnumerable<string> Fields => TargetPaths.Select((_, i) => "v" + i.ToString(CultureInfo.InvariantCulture));

    public TestReference ToReference() => new(
        Name, AsSuperclass ? Target.Superclass! : Target.Name,
        [.. TargetPaths.Zip(Fields, (path, field) => (path, $"{Place}.{field}"))]);
}
