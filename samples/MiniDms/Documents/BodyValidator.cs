using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace MiniDms.Documents;

/// <summary>Validates a body as DMS does: what the schema does not know is taken out, and every other mistake is told at once.</summary>
internal static class BodyValidator
{
    private const string Overposted = "/additionalProperties";

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    /// <returns>The mistakes by their JSON path; empty when there are none.</returns>
    public static IReadOnlyDictionary<string, string[]> Validate(JsonSchema schema, JsonObject body)
    {
        RemoveNulls(body);
        var result = schema.Evaluate(body, Options);
        if (!result.IsValid && Prune(result, body))
            result = schema.Evaluate(body, Options);
        return result.IsValid ? new Dictionary<string, string[]>() : ErrorsOf(result);
    }

    private static void RemoveNulls(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                RemoveNulls(item);
        }
        else if (node is JsonObject properties)
        {
            foreach (var name in properties.Where(property => property.Value is null).Select(property => property.Key).ToArray())
                properties.Remove(name);
            foreach (var property in properties)
                RemoveNulls(property.Value);
        }
    }

    private static bool Prune(EvaluationResults result, JsonObject body)
    {
        var pruned = false;
        foreach (var extra in result.Details.Where(
            detail => !detail.IsValid && detail.EvaluationPath.ToString().EndsWith(Overposted, StringComparison.Ordinal)))
        {
            var location = extra.InstanceLocation;
            if (location.Count > 0 && location.GetAncestor(1).TryEvaluate(body, out var owner) && owner is JsonObject properties)
                pruned |= properties.Remove(location[^1]);
        }

        return pruned;
    }

    private static Dictionary<string, string[]> ErrorsOf(EvaluationResults result) => result.Details
        .Where(detail => detail.HasErrors)
        .SelectMany(detail => detail.Errors!.SelectMany(
            error => Explain(PathOf(detail.InstanceLocation.ToString()), error.Key, error.Value)))
        .GroupBy(error => error.Path, error => error.Message, StringComparer.Ordinal)
        .ToDictionary(errors => errors.Key, errors => errors.Distinct().ToArray(), StringComparer.Ordinal);

    private static IEnumerable<(string Path, string Message)> Explain(string path, string keyword, string message)
    {
        if (keyword != "required" || message.IndexOf('[', StringComparison.Ordinal) is var start && start < 0)
            return [(path, message)];
        var names = JsonSerializer.Deserialize<string[]>(message[start..(message.LastIndexOf(']') + 1)])!;
        return names.Select(name => ($"{path}.{name}", $"{name} is required."));
    }

    private static string PathOf(string pointer) => "$" + pointer.Replace('/', '.');
}
