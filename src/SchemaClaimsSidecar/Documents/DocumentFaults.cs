using System.Text;
using System.Text.Json;

namespace SchemaClaimsSidecar.Documents;

/// <summary>
/// Explains, at leisure, why a document is not acceptable JSON: where its syntax breaks, where it ends too early or nests too
/// deep, and every duplicate key and unpaired surrogate before that.
/// </summary>
internal static class DocumentFaults
{
    /// <summary>Lists what is wrong. Returns whether anything is.</summary>
    public static bool Find(ReadOnlySpan<byte> json, ProblemList problems)
    {
        // Not the final block: the reader then tells a document that ends too early from one that is wrong.
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = int.MaxValue }));
        var walk = new Walk(problems);
        try
        {
            while (reader.Read())
            {
                if (!walk.Visit(ref reader))
                    return true;
            }
        }
        catch (JsonException exception)
        {
            walk.Report("not-json", $"Line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}: {Reason(exception)}");
            return true;
        }

        if (!walk.AtEnd)
            walk.Report("truncated", $"The document ends too early, after {json.Length} bytes.");
        return walk.Found;
    }

    private static string Reason(JsonException exception)
    {
        var position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return position < 0 ? exception.Message : exception.Message[..position];
    }

    private sealed class Walk(ProblemList problems)
    {
        private readonly JsonPointer _pointer = new();
        private readonly Stack<Container> _containers = new();
        private bool _started;

        public bool Found { get; private set; }

        public bool AtEnd => _started && _containers.Count == 0;

        public void Report(string rule, string message)
        {
            Found = true;
            problems.Error(_pointer, rule, message);
        }

        /// <summary>Takes note of a token. Returns false where the walk must end.</summary>
        public bool Visit(ref Utf8JsonReader reader)
        {
            _started = true;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    VisitName(ref reader);
                    return true;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _containers.Pop();
                    Leave();
                    return true;
            }

            Enter();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                return Open(ref reader);
            if (reader.TokenType == JsonTokenType.String && reader.ValueIsEscaped && LoneSurrogates.AreIn(reader.ValueSpan))
                ReportSurrogate();
            Leave();
            return true;
        }

        private bool Open(ref Utf8JsonReader reader)
        {
            if (reader.CurrentDepth >= DocumentReader.MaxDepth)
            {
                Report("too-deep", $"Objects and arrays nest more than {DocumentReader.MaxDepth} levels deep.");
                return false;
            }

            _containers.Push(new Container(reader.TokenType == JsonTokenType.StartObject ? [] : null));
            return true;
        }

        private void VisitName(ref Utf8JsonReader reader)
        {
            var broken = reader.ValueIsEscaped && LoneSurrogates.AreIn(reader.ValueSpan);
            var name = broken ? Encoding.UTF8.GetString(reader.ValueSpan) : reader.GetString()!;
            _pointer.Push(name);
            if (broken)
                ReportSurrogate();
            else if (!_containers.Peek().Names!.Add(name))
                Report("duplicate-key", "The key occurs more than once in its object.");
        }

        private void ReportSurrogate() =>
            Report("lone-surrogate", "The text holds half of a character: an unpaired surrogate escape.");

        private void Enter()
        {
            if (_containers.TryPeek(out var container) && container.Names is null)
                _pointer.Push(container.Count++);
        }

        private void Leave()
        {
            if (_containers.Count > 0)
                _pointer.Pop();
        }
    }

    private sealed class Container(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        public int Count { get; set; }
    }
}
