using Dms.Client.Postgresql.Tests.Support;

namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>A random resource: keys of its own, and references of which some are part of its identity.</summary>
internal sealed class RandomResource(string name, string? superclass, int keyCount)
{
    public string Name => name;

    public string? Superclass => superclass;

    public int KeyCount => keyCount;

    public List<RandomReference> References { get; } = [];

    public IReadOnlyList<string> IdentityPaths =>
    [
        .. Enumerable.Range(0, keyCount).Select(key => $"$.key{key}"),
        .. References.Where(reference => reference.IsIdentity)
            .SelectMany(reference => reference.Fields.Select(value => $"{reference.Place}.{value}")),
    ];

    public TestResource ToResource() => new(name, [.. IdentityPaths])
    {
        Superclass = superclass,
        SuperclassIdentity = superclass is null ? null : "$.baseId",
        References = [.. References.Select(reference => reference.ToReference())],
    };
}
