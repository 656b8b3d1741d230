using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Dms.Client.Claims;

/// <summary>The answer with which DMS refuses a request: problem details, or only a message for what it did not foresee.</summary>
public sealed class DmsProblem
{
    internal DmsProblem(int status, string contentType, string? type, string? title, string detail, ImmutableArray<string> errors)
    {
        Status = status;
        ContentType = contentType;
        Type = type;
        Title = title;
        Detail = detail;
        Errors = errors;
    }

    /// <summary>The HTTP status: 403, 404 or 500.</summary>
    public int Status { get; }

    /// <summary>The media type of <see cref="ToJson"/>.</summary>
    public string ContentType { get; }

    /// <summary>The URN of the kind of problem; null for a mere message.</summary>
    public string? Type { get; }

    /// <summary>The title of the kind of problem; null for a mere message.</summary>
    public string? Title { get; }

    /// <summary>What happened.</summary>
    public string Detail { get; }

    /// <summary>What to put right, a sentence each.</summary>
    public ImmutableArray<string> Errors { get; }

    /// <summary>The body of the response: UTF-8 JSON.</summary>
    /// <param name="traceId">The trace id of the request, which stands in the body.</param>
    public byte[] ToJson(string traceId)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (Type is null)
                WriteMessage(json, traceId);
            else
                WriteDetails(json, traceId);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteMessage(Utf8JsonWriter json, string traceId)
    {
        json.WriteString("message", Detail);
        json.WriteString("traceId", traceId);
    }

    private void WriteDetails(Utf8JsonWriter json, string traceId)
    {
        json.WriteString("detail", Detail);
        json.WriteString("type", Type);
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        json.WriteString("correlationId", traceId);
        json.WriteStartObject("validationErrors");
        json.WriteEndObject();
        json.WriteStartArray("errors");
        foreach (var error in Errors)
            json.WriteStringValue(error);
        json.WriteEndArray();
    }
}
