using System.Text.Json.Nodes;
using SchemaGeneration.Documents;

namespace SchemaGeneration.OpenApi;

/// <summary>The base documents that a core brings along: what all operations share.</summary>
internal static class BaseDocuments
{
    private static readonly string[] Responses =
    [
        "Created", "Updated", "NotModified", "BadRequest", "Unauthorized", "Forbidden", "NotFound", "Conflict", "PreconditionFailed", "Error",
    ];

    public static JsonObject All() => Json.Object(("descriptors", Of("descriptors")), ("resources", Of("resources")));

    private static JsonObject Of(string what) => Json.Object(
        ("components", Json.Object(
            ("parameters", Json.Object(
                Parameter("offset", "How many items to skip."),
                Parameter("limit", "How many items to return at most."),
                Parameter("pageToken", "Where the page begins."),
                Parameter("pageSize", "How many items a page has."),
                Parameter("numberOfPartitions", "How many pages to divide the items into.", "number"),
                Parameter("totalCount", "Whether to count all items."),
                Parameter("MinChangeVersion", "The first change version.", "minChangeVersion"),
                Parameter("MaxChangeVersion", "The last change version.", "maxChangeVersion"),
                Parameter("If-None-Match", "The ETag that the client has.", place: "header"),
                Parameter("If-Match", "The ETag that the client expects.", place: "header"))),
            ("responses", Json.Object(Responses.Select(name =>
                (name, (JsonNode?)Json.Object(("description", $"The request ended with: {name}.")))))),
            ("schemas", new JsonObject()))),
        ("info", Json.Object(("title", $"Generated {what}"), ("version", "3"))),
        ("openapi", "3.0.1"),
        ("paths", new JsonObject()),
        ("servers", new JsonArray()),
        ("tags", new JsonArray()));

    private static (string Name, JsonNode? Value) Parameter(string key, string description, string? name = null, string place = "query") => (
        key,
        Json.Object(("description", description), ("in", place), ("name", name ?? key), ("schema", Json.Object(("type", "string")))));
}
