using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SchemaClaimsSidecar.Documents;

/// <summary>Reads an input document as JSON: UTF-8, at most 64 levels deep as DMS reads it, and each key once.</summary>
internal static class DocumentReader
{
    /// <summary>How deep objects and arrays may nest.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions TrustingOptions = new() { MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The document, which refers to the bytes given; null when they are not acceptable JSON.</summary>
    public static JsonDocument? Read(InputDocument document, ProblemList problems)
    {
        var json = WithoutMark(document);
        if (!IsText(json.Span, problems))
            return null;
        if (LoneSurrogates.MayBeIn(json.Span) && DocumentFaults.Find(json.Span, problems))
            return null;
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException exception)
        {
            if (!DocumentFaults.Find(json.Span, problems))
                problems.Error("", "not-json", exception.Message);
            return null;
        }
    }

    /// <summary>A document that <see cref="Read"/> has taken before.</summary>
    public static JsonDocument ReadAgain(InputDocument document) => JsonDocument.Parse(WithoutMark(document), TrustingOptions);

    private static ReadOnlyMemory<byte> WithoutMark(InputDocument document) =>
        document.Content.Span.StartsWith(ByteOrderMark) ? document.Content[ByteOrderMark.Length..] : document.Content;

    private static bool IsText(ReadOnlySpan<byte> json, ProblemList problems)
    {
        if (json is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..])
            problems.Error("", "utf-16", "The document is not UTF-8; it looks like UTF-16. Save it as UTF-8.");
        else if (!Utf8.IsValid(json))
            problems.Error("", "invalid-utf-8", $"The byte at offset {FirstInvalid(json)} is not valid UTF-8. Save the document as UTF-8.");
        else if (json.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            problems.Error("", "empty-document", "The document is empty.");
        else
            return true;
        return false;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }
}
