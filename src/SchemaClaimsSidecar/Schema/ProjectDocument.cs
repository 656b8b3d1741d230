using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema;

/// <summary>An input document that was read: its JSON, as far as it is any, and what is wrong with it.</summary>
internal sealed class ProjectDocument(InputDocument input, bool isExtension, JsonDocument? json, ProblemList problems) : IDisposable
{
    public const string ProjectSchemaPointer = "/projectSchema";
    public const string ResourceSchemasPointer = ProjectSchemaPointer + "/resourceSchemas";

    public InputDocument Input { get; } = input;

    /// <summary>Whether it was given as an extension, whatever it says itself.</summary>
    public bool IsExtension { get; } = isExtension;

    public ProblemList Problems { get; } = problems;

    /// <summary>The problems that it has by itself, whatever other documents come with it.</summary>
    public ProblemList OwnProblems { get; private set; } = problems;

    /// <summary>What was made of it before; null when it is new.</summary>
    public ProjectParts? KnownParts { get; init; }

    public bool IsRead => json is not null;

    public JsonElement Root => json!.RootElement;

    /// <summary>The project's schema; of kind undefined when there is none.</summary>
    public JsonElement Project { get; } = json is null ? default : Property(json.RootElement, "projectSchema");

    public JsonElement ResourceSchemas => Property(Project, "resourceSchemas");

    public string? ApiSchemaVersion => json is null ? null : Text(Root, "apiSchemaVersion");

    public string? EndpointName => Text(Project, "projectEndpointName");

    public string? ProjectName => Text(Project, "projectName");

    public string? ProjectVersion => Text(Project, "projectVersion");

    /// <summary>Says that it has been read and validated by itself: problems from here on come of the other documents.</summary>
    public ProjectDocument Alone()
    {
        OwnProblems = Problems.CopyFor(Input.Name);
        return this;
    }

    /// <summary>The entries of <c>resourceSchemas</c> that are objects.</summary>
    public IEnumerable<JsonProperty> Resources() => Objects(ResourceSchemas);

    /// <summary>The properties of an element that are objects; none when it is no object itself.</summary>
    public static IEnumerable<JsonProperty> Objects(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>A property of an element; of kind undefined when there is none.</summary>
    public static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    /// <summary>The text of a property; null when it is something else or absent.</summary>
    public static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public void Dispose() => json?.Dispose();
}
