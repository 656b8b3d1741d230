using System.Buffers;
using System.Text.Json;
using Dms.Client.Schema;

namespace Dms.Client.Postgresql.Queries;

/// <summary>A document that consists of one value at one path.</summary>
internal static class DocumentFragment
{
    public static byte[] Write(JsonPath path, Action<Utf8JsonWriter> writeValue)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            foreach (var segment in path.Segments)
            {
                if (segment.Kind == JsonPathSegmentKind.Property)
                {
                    json.WriteStartObject();
                    json.WritePropertyName(segment.Name);
                }
                else
                {
                    json.WriteStartArray();
                }
            }

            writeValue(json);
            for (var i = path.Segments.Length - 1; i >= 0; i--)
            {
                if (path.Segments[i].Kind == JsonPathSegmentKind.Property)
                    json.WriteEndObject();
                else
                    json.WriteEndArray();
            }
        }

        return buffer.WrittenSpan.ToArray();
    }
}
