using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>
/// An object with known properties. Unknown ones deserve a warning, since files move between versions, unless it is open.
/// </summary>
internal sealed class ObjectShape : Shape
{
    private readonly Member[] _members;
    private readonly bool _open;
    private readonly ulong _notOptional;

    private ObjectShape(Member[] members, bool open)
    {
        // One bit a member records what a walk has seen.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(members.Length, 64);
        _members = members;
        _open = open;
        for (var i = 0; i < members.Length; i++)
            _notOptional |= members[i].Presence == Presence.Optional ? 0 : 1UL << i;
    }

    /// <summary>An object with these properties; any other deserves a warning.</summary>
    public static ObjectShape Closed(params Member[] members) => new(members, open: false);

    /// <summary>An object with these properties, and whatever else.</summary>
    public static ObjectShape Open(params Member[] members) => new(members, open: true);

    public override void Check(JsonElement value, ShapeCheck check)
    {
        if (!check.IsOfKind(value, JsonValueKind.Object))
            return;
        var seen = 0UL;
        foreach (var property in value.EnumerateObject())
        {
            var index = IndexOf(property);
            if (index < 0 && _open)
                continue;
            check.Pointer.Push(property);
            if (index < 0)
            {
                check.Warning("unknown-property", "This property is unknown under these rules.");
            }
            else
            {
                seen |= 1UL << index;
                _members[index].Shape.Check(property.Value, check);
            }

            check.Pointer.Pop();
        }

        if ((_notOptional & ~seen) is not 0 and var absent)
            ReportAbsent(absent, check);
    }

    private int IndexOf(JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        return IndexOf(name.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(property.Name) : name);
    }

    private int IndexOf(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            if (_members[i].IsNamed(name))
                return i;
        }

        return -1;
    }

    private void ReportAbsent(ulong absent, ShapeCheck check)
    {
        for (var i = 0; i < _members.Length; i++)
        {
            if ((absent & (1UL << i)) == 0)
                continue;
            var name = _members[i].Name;
            if (_members[i].Presence == Presence.Required)
                check.Error("required", $"The property \"{name}\" is missing.");
            else if (_members[i].Presence == Presence.ExpectedList)
                check.Warning("absent-list", $"The list \"{name}\" is absent and counts as empty; write [] to say so.");
            else
                check.Warning("openapi-base-absent", $"A core without \"{name}\" has no OpenAPI documents.");
        }
    }
}
