using System.Text;

namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>A place in documents of a resource, on the way to values that matter for identities.</summary>
internal sealed class PathNode(string name)
{
    /// <summary>The slot of a place that does not matter itself.</summary>
    public const int NoSlot = -1;

    private readonly List<PathNode> _properties = [];

    /// <summary>The property's name in UTF-8; empty for the root and for items.</summary>
    public byte[] Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>The number under which its value is noted.</summary>
    public int Slot { get; set; } = NoSlot;

    /// <summary>The items of the array that stands here; null when no path goes through one.</summary>
    public PathNode? Items { get; private set; }

    public PathNode AddItems() => Items ??= new PathNode("");

    public PathNode AddProperty(string property)
    {
        var utf8 = Encoding.UTF8.GetBytes(property);
        if (_properties.Find(node => node.Name.AsSpan().SequenceEqual(utf8)) is { } known)
            return known;
        var added = new PathNode(property);
        _properties.Add(added);
        return added;
    }

    /// <summary>The node of a property; null when no path goes through it.</summary>
    public PathNode? Find(ReadOnlySpan<byte> property)
    {
        foreach (var node in _properties)
        {
            if (property.SequenceEqual(node.Name))
                return node;
        }

        return null;
    }
}
