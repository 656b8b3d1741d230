using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>All places of a resource that matter, each with a slot of its own.</summary>
internal sealed class PathTree
{
    private int _slots;

    public PathNode Root { get; } = new("");

    /// <summary>The slot of a path.</summary>
    /// <exception cref="NotSupportedException">The path names a single item of an array.</exception>
    public int Add(JsonPath path)
    {
        var node = Root;
        foreach (var segment in path.Segments)
        {
            node = segment.Kind switch
            {
                JsonPathSegmentKind.Property => node.AddProperty(segment.Name),
                JsonPathSegmentKind.Wildcard => node.AddItems(),
                _ => throw new NotSupportedException($"The path {path} names a single item of an array."),
            };
        }

        if (node.Slot == PathNode.NoSlot)
            node.Slot = _slots++;
        return node.Slot;
    }
}
