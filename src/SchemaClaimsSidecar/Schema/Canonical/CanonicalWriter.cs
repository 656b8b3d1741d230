using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Canonical;

/// <summary>
/// Writes canonical JSON: keys in the order of their UTF-16 code units, no white space, strings escaped only where JSON demands
/// it, numbers as they were written. The bytes are those over which DMS computes its hashes.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    // What stands in canonical JSON as it stands in the document, quotes around it included.
    private static readonly SearchValues<byte> Plain =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x7F - 0x20).Where(value => value != '\\').Select(value => (byte)value)]);

    private const int MaxEscapedBytes = 6;
    private const int EscapeStep = 4096;

    private byte[] _buffer;
    private SortableProperty[] _properties = new SortableProperty[256];
    private int _propertyCount;

    public CanonicalWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 256));

    /// <summary>How many bytes are written.</summary>
    public int Position { get; private set; }

    /// <summary>The canonical form of a value by itself.</summary>
    public static byte[] Write(JsonElement value)
    {
        using var writer = new CanonicalWriter(JsonMarshal.GetRawUtf8Value(value).Length);
        writer.WriteValue(value);
        return writer.ToArray();
    }

    public byte[] ToArray() => _buffer.AsSpan(0, Position).ToArray();

    /// <summary>Writes punctuation, or what is canonical already.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Position += bytes.Length;
    }

    public void WriteValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value);
                break;
            case JsonValueKind.Array:
                WriteArray(value);
                break;
            case JsonValueKind.String:
                WriteString(value);
                break;
            default:
                WriteRaw(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    /// <summary>Writes an object: all of it, or some of its properties, or their values in one's own way.</summary>
    public void WriteObject(JsonElement value, Predicate<JsonProperty>? include = null, Action<JsonProperty>? writeValue = null)
    {
        var start = _propertyCount;
        PushSorted(value, include);
        var end = _propertyCount;
        WriteByte('{');
        for (var i = start; i < end; i++)
        {
            if (i > start)
                WriteByte(',');
            WriteName(_properties[i]);
            if (writeValue is null)
                WriteValue(_properties[i].Property.Value);
            else
                writeValue(_properties[i].Property);
        }

        WriteByte('}');
        _propertyCount = start;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void WriteArray(JsonElement value)
    {
        WriteByte('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
                WriteByte(',');
            first = false;
            WriteValue(item);
        }

        WriteByte(']');
    }

    private void WriteName(in SortableProperty property)
    {
        var name = property.RawName;
        if (!property.IsPlain)
        {
            WriteEscaped(name.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(property.Property.Name) : name);
            WriteByte(':');
            return;
        }

        var target = Reserve(name.Length + 3);
        target[0] = (byte)'"';
        name.CopyTo(target[1..]);
        target[name.Length + 1] = (byte)'"';
        target[name.Length + 2] = (byte)':';
        Position += name.Length + 3;
    }

    private void WriteString(JsonElement value)
    {
        var quoted = JsonMarshal.GetRawUtf8Value(value);
        if (!quoted.ContainsAnyExcept(Plain))
            WriteRaw(quoted);
        else
            WriteEscaped(quoted.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(value.GetString()!) : quoted[1..^1]);
    }

    private void WriteEscaped(ReadOnlySpan<byte> text)
    {
        WriteByte('"');
        while (!text.IsEmpty)
        {
            var target = Reserve(Math.Min(text.Length, EscapeStep) * MaxEscapedBytes);
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.EncodeUtf8(text, target, out var read, out var written);
            Position += written;
            text = text[read..];
        }

        WriteByte('"');
    }

    private void PushSorted(JsonElement value, Predicate<JsonProperty>? include)
    {
        var start = _propertyCount;
        var isSorted = true;
        foreach (var property in value.EnumerateObject())
        {
            if (include is not null && !include(property))
                continue;
            if (_propertyCount == _properties.Length)
                Array.Resize(ref _properties, 2 * _properties.Length);
            var entry = new SortableProperty(property, !JsonMarshal.GetRawUtf8PropertyName(property).ContainsAnyExcept(Plain));
            isSorted = isSorted && (_propertyCount == start || _properties[_propertyCount - 1].CompareTo(entry) <= 0);
            _properties[_propertyCount++] = entry;
        }

        if (!isSorted)
            _properties.AsSpan(start, _propertyCount - start).Sort();
    }

    private void WriteByte(char punctuation)
    {
        if (Position == _buffer.Length)
            Grow(1);
        _buffer[Position++] = (byte)punctuation;
    }

    private Span<byte> Reserve(int count)
    {
        if (_buffer.Length - Position < count)
            Grow(count);
        return _buffer.AsSpan(Position);
    }

    private void Grow(int count)
    {
        var needed = (long)Position + count;
        if (needed > Array.MaxLength)
            throw new InvalidOperationException("The canonical form of the document is too long.");
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(2L * _buffer.Length, needed), Array.MaxLength));
        _buffer.AsSpan(0, Position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
