using System.Text.Json;
using System.Text.Json.Serialization;

namespace Load.Sampling;

/// <summary>How runs are written to files and read.</summary>
public static class RunJson
{
    /// <summary>The name of a run's file in its folder.</summary>
    public const string FileName = "run.json";

    /// <summary>camelCase names; what was not measured is left out.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a run.</summary>
    /// <exception cref="JsonException">The file is not a run.</exception>
    public static async Task<Run> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(Path.Combine(folder, FileName));
        var run = await JsonSerializer.DeserializeAsync<Run>(file, Options, cancellationToken)
            ?? throw new JsonException("The file is empty.");
        return run.FormatVersion == Run.CurrentFormat
            ? run
            : throw new JsonException($"The run has format {run.FormatVersion}; this program reads format {Run.CurrentFormat}.");
    }
}
