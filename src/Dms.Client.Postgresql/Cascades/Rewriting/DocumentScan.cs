using System.Text.Json;
using Dms.Client.Postgresql.Cascades.Schema;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>The values of one document that matter, found in one pass. May be used again for the next document.</summary>
internal sealed class DocumentScan
{
    private readonly List<FoundValue> _found = [];
    private ReadOnlyMemory<byte> _body;
    private int _items;

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = 512 };

    public List<FoundValue> Found => _found;

    /// <exception cref="DataProblemException">The body is no JSON object.</exception>
    public void Read(CascadeResource resource, ReadOnlyMemory<byte> body)
    {
        _body = body;
        _items = 0;
        _found.Clear();
        try
        {
            var reader = new Utf8JsonReader(body.Span, ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new DataProblemException("it is no JSON object");
            ReadObject(ref reader, resource.Paths.Root, item: 0);
            reader.Read();
        }
        catch (JsonException malformed)
        {
            throw new DataProblemException($"it is no JSON: {malformed.Message}", malformed);
        }
    }

    /// <exception cref="DataProblemException">The document lacks a value of its identity.</exception>
    public Identity ReadIdentity(CascadeResource resource)
    {
        var values = new IdentityValue[resource.IdentitySlots.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Find(resource.IdentitySlots[i]);
            if (!values[i].IsNone)
                continue;
            throw new DataProblemException(
                $"it has no string, number or Boolean at {resource.IdentityPaths[i]}, a part of its identity");
        }

        return new Identity(values);
    }

    public bool IsEqual(in FoundValue found, IdentityValue value) =>
        found.Kind == value.Kind && value.Is(found.Kind, found.IsEscaped ? Unescape(found) : TextOf(found).Span);

    /// <summary>The value in a slot that stands outside of arrays, if the document has one.</summary>
    private IdentityValue Find(int slot)
    {
        // The last, as PostgreSQL keeps the last of properties with one name.
        for (var i = _found.Count - 1; i >= 0; i--)
        {
            if (_found[i].Slot == slot)
                return ValueOf(_found[i]);
        }

        return default;
    }

    private IdentityValue ValueOf(in FoundValue found) =>
        new(found.Kind, found.IsEscaped ? Unescape(found) : TextOf(found));

    private ReadOnlyMemory<byte> TextOf(in FoundValue found) =>
        _body.Slice(found.Kind == JsonTokenType.String ? found.Start + 1 : found.Start, found.Length);

    private byte[] Unescape(in FoundValue found)
    {
        var reader = new Utf8JsonReader(_body.Span.Slice(found.Start, found.Length + 2));
        reader.Read();
        var text = new byte[found.Length];
        return text[..reader.CopyString(text)];
    }

    private void ReadObject(ref Utf8JsonReader reader, PathNode node, int item)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = FindProperty(ref reader, node);
            reader.Read();
            if (property is null)
                reader.Skip();
            else
                ReadValue(ref reader, property, item);
        }
    }

    private static PathNode? FindProperty(ref Utf8JsonReader reader, PathNode node)
    {
        if (!reader.ValueIsEscaped)
            return node.Find(reader.ValueSpan);
        var name = new byte[reader.ValueSpan.Length];
        return node.Find(name.AsSpan(0, reader.CopyString(name)));
    }

    private void ReadValue(ref Utf8JsonReader reader, PathNode node, int item)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, node, item);
                break;
            case JsonTokenType.StartArray when node.Items is { } items:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    ReadValue(ref reader, items, ++_items);
                break;
            case JsonTokenType.StartArray:
                reader.Skip();
                break;
            case not JsonTokenType.Null when node.Slot != PathNode.NoSlot:
                _found.Add(new FoundValue(
                    node.Slot, item, (int)reader.TokenStartIndex, reader.ValueSpan.Length, reader.TokenType, reader.ValueIsEscaped));
                break;
        }
    }
}
