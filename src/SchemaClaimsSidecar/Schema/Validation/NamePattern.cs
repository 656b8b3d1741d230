using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>Which keys a map may have.</summary>
internal sealed class NamePattern
{
    /// <summary>Any key.</summary>
    public static readonly NamePattern Any = new("any form", "", null);

    /// <summary>Latin letters and digits.</summary>
    public static readonly NamePattern Alphanumeric =
        new("only letters A to Z and digits", "", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>Latin lower-case letters and digits.</summary>
    public static readonly NamePattern LowerCase =
        new("only lower-case letters a to z and digits", "", "abcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>Latin letters, digits and dots.</summary>
    public static readonly NamePattern Dotted =
        new("only letters A to Z, digits and dots", "", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789."u8);

    /// <summary>JSON paths.</summary>
    public static readonly NamePattern JsonPath = new("the form of a JSON path that begins with \"$.\"", "$.", null);

    private readonly byte[] _prefix;
    private readonly SearchValues<byte>? _allowed;

    private NamePattern(string description, string prefix, ReadOnlySpan<byte> allowed)
    {
        Description = description;
        _prefix = Encoding.UTF8.GetBytes(prefix);
        _allowed = allowed.IsEmpty ? null : SearchValues.Create(allowed);
    }

    /// <summary>What a key must have, for messages.</summary>
    public string Description { get; }

    public bool Matches(JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        return name.Contains((byte)'\\') ? Matches(Encoding.UTF8.GetBytes(property.Name)) : Matches(name);
    }

    private bool Matches(ReadOnlySpan<byte> name) =>
        name.StartsWith(_prefix) && (_allowed is null || (!name.IsEmpty && !name.ContainsAnyExcept(_allowed)));
}
