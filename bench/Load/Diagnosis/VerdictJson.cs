using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Load.Diagnosis;

/// <summary>Verdicts for programs: an array of subjects and verdicts, causes in kebab-case.</summary>
internal static class VerdictJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // It is printed, not put into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static void Write(TextWriter output, IReadOnlyList<Diagnosed> diagnosed) =>
        output.WriteLine(JsonSerializer.Serialize(diagnosed, Options));
}
