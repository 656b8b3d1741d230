using System.Text;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>A property that an object may or must have.</summary>
internal sealed class Member(string name, Shape shape, Presence presence = Presence.Optional)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(name);

    public string Name => name;

    public Shape Shape => shape;

    public Presence Presence => presence;

    public bool IsNamed(ReadOnlySpan<byte> utf8) => utf8.SequenceEqual(_utf8);
}
