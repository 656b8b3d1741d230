using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>
/// Copies documents token by token, with some values replaced, and gives them <c>_etag</c> and <c>_lastModifiedDate</c> as DMS does:
/// the tag is the SHA-256 of the document without these two and <c>id</c>, in the order of its properties and with .NET's default escapes.
/// </summary>
internal sealed class DocumentWriter
{
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText EtagName = JsonEncodedText.Encode("_etag");
    private static readonly JsonEncodedText LastModifiedName = JsonEncodedText.Encode("_lastModifiedDate");

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly JsonEncodedText _lastModified;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _etag = new byte[SHA256.HashSizeInBytes];
    private byte[] _text = new byte[256];

    public DocumentWriter(DateTimeOffset lastModified)
    {
        _json = new Utf8JsonWriter(
            _buffer, new JsonWriterOptions { MaxDepth = DocumentScan.ReaderOptions.MaxDepth, SkipValidation = true });
        _lastModified = JsonEncodedText.Encode(
            lastModified.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
    }

    /// <summary>The tag of the document that was written last.</summary>
    public string Etag => Convert.ToBase64String(_etag);

    /// <param name="body">The document, a JSON object.</param>
    /// <param name="edits">What to replace, in the order of the document.</param>
    /// <param name="bodies">Holds the new document.</param>
    /// <exception cref="InvalidOperationException">A string is no Unicode.</exception>
    public ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> body, List<Edit> edits, BodyBuffer bodies)
    {
        _buffer.ResetWrittenCount();
        _json.Reset(_buffer);
        var reader = new Utf8JsonReader(body, DocumentScan.ReaderOptions);
        reader.Read();
        _json.WriteStartObject();
        var id = CopyProperties(ref reader, body, edits);
        HashWritten();
        if (!id.IsEmpty)
        {
            _json.WritePropertyName(Id);
            _json.WriteRawValue(id, skipInputValidation: true);
        }

        _json.WriteBase64String(EtagName, _etag);
        _json.WriteString(LastModifiedName, _lastModified);
        _json.WriteEndObject();
        _json.Flush();
        return bodies.Copy(_buffer.WrittenSpan);
    }

    private ReadOnlySpan<byte> CopyProperties(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, List<Edit> edits)
    {
        ReadOnlySpan<byte> id = default;
        var next = 0;
        while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && IsOfDms(ref reader, out var isId))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isId)
                    id = body[start..(int)reader.BytesConsumed];
                continue;
            }

            if (next < edits.Count && edits[next].Start == reader.TokenStartIndex)
            {
                edits[next].Value.WriteTo(_json);
                for (var start = edits[next].Start; next < edits.Count && edits[next].Start == start;)
                    next++;
                continue;
            }

            Copy(ref reader);
        }

        return id;
    }

    private static bool IsOfDms(ref Utf8JsonReader reader, out bool isId)
    {
        isId = reader.ValueTextEquals("id"u8);
        return isId || reader.ValueTextEquals("_etag"u8) || reader.ValueTextEquals("_lastModifiedDate"u8);
    }

    private void HashWritten()
    {
        _json.Flush();
        _hash.AppendData(_buffer.WrittenSpan);
        _hash.AppendData("}"u8);
        _hash.GetHashAndReset(_etag);
    }

    private void Copy(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _json.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                _json.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                _json.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                _json.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                _json.WritePropertyName(Unescaped(ref reader));
                break;
            case JsonTokenType.String:
                _json.WriteStringValue(Unescaped(ref reader));
                break;
            default:
                _json.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private ReadOnlySpan<byte> Unescaped(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueSpan;
        if (_text.Length < reader.ValueSpan.Length)
            _text = new byte[reader.ValueSpan.Length];
        return _text.AsSpan(0, reader.CopyString(_text));
    }
}
