using System.Text.Json.Nodes;
using SchemaGeneration.Documents;
using SchemaGeneration.Model;

namespace SchemaGeneration.OpenApi;

/// <summary>The paths of a resource: the collection, an item, and the changes that are tracked.</summary>
internal static class ResourcePaths
{
    private static readonly string[] Paging = ["offset", "limit", "MinChangeVersion", "MaxChangeVersion", "totalCount"];
    private static readonly string[] ReadFailures = ["BadRequest", "Unauthorized", "Forbidden", "NotFound", "Error"];
    private static readonly string[] WriteFailures = ["BadRequest", "Unauthorized", "Forbidden", "Conflict", "PreconditionFailed", "Error"];

    public static JsonObject Of(ResourceModel resource)
    {
        var path = $"/{resource.Project.Endpoint}/{resource.Endpoint}";
        return Json.Object(
            (path, Item(
                ("get", Operation(resource, "get", "Finds the items that have all the given values.",
                    parameters: Json.Array([.. Parameters(Paging), .. resource.Properties.Select(Query)]),
                    success: ("200", Content(resource.SchemaName, list: true)), failures: ReadFailures)),
                ("post", Operation(resource, "post",
                    "Creates the item, or updates the one that has the same identity. The body has no id: the identity decides.",
                    body: resource.SchemaName, success: ("201", Json.Reference("responses", "Created")), failures: WriteFailures)))),
            ($"{path}/{{id}}", Item(
                ("get", Operation(resource, "getById", "Returns the item with this id.",
                    parameters: Json.Array([Id(), .. Parameters("If-None-Match")]),
                    success: ("200", Content(resource.SchemaName, list: false)), failures: ReadFailures)),
                ("put", Operation(resource, "put", "Replaces the item with this id by the one in the body.",
                    parameters: Json.Array([Id(), .. Parameters("If-Match")]), body: resource.SchemaName,
                    success: ("204", Json.Reference("responses", "Updated")), failures: WriteFailures)),
                ("delete", Operation(resource, "delete", "Deletes the item with this id, unless others refer to it.",
                    parameters: Json.Array([Id(), .. Parameters("If-Match")]),
                    success: ("204", Json.Object(("description", "The item is gone."))), failures: WriteFailures)))),
            ($"{path}/deletes", Item(("get", Changes(resource, "deletes", "_TrackedChangeDelete")))),
            ($"{path}/keyChanges", Item(("get", Changes(resource, "keyChanges", "_TrackedChangeKeyChange")))));
    }

    private static JsonObject Item(params (string, JsonNode?)[] operations) => Json.Object([.. operations, ("x-Ed-Fi-domains", new JsonArray())]);

    private static JsonObject Changes(ResourceModel resource, string what, string schema) => Operation(
        resource, what, $"Returns the {what} within the range of change versions that the request names.",
        parameters: Json.Array(Parameters(Paging)),
        success: ("200", Content(resource.SchemaName + schema, list: true)), failures: ReadFailures);

    private static JsonObject Operation(
        ResourceModel resource,
        string name,
        string description,
        (string Status, JsonNode? Value) success,
        string[] failures,
        JsonArray? parameters = null,
        string? body = null) => Json.Object(
        ("description", description),
        ("operationId", $"{name}{resource.Project.SchemaPrefix}{Naming.Pascal(resource.Endpoint)}"),
        ("parameters", parameters),
        ("requestBody", body is null ? null : Json.Object(
            ("content", Json.Object(("application/json", Json.Object(("schema", Json.Reference("schemas", body)))))),
            ("description", $"The {Naming.Words(resource.Name)} as JSON."),
            ("required", true))),
        ("responses", Json.Object(
            [success, .. failures.Select(failure => (StatusOf(failure), (JsonNode?)Json.Reference("responses", failure)))])),
        ("tags", Json.Strings(resource.Endpoint)));

    private static JsonObject Content(string schema, bool list) => Json.Object(
        ("content", Json.Object(("application/json", Json.Object(("schema", list
            ? Json.Object(("items", Json.Reference("schemas", schema)), ("type", "array"))
            : Json.Reference("schemas", schema)))))),
        ("description", "The request was answered."));

    private static IEnumerable<JsonNode?> Parameters(params string[] names) => names.Select(name => Json.Reference("parameters", name));

    private static JsonObject Id() => Parameter("id", "path", "The identifier that the system gave the item.");

    private static JsonNode? Query(PropertyModel property) => Parameter(property.Name, "query", property.Description);

    private static JsonObject Parameter(string name, string place, string description) => Json.Object(
        ("description", description), ("in", place), ("name", name),
        ("required", place == "path" ? true : null), ("schema", Json.Object(("type", "string"))));

    private static string StatusOf(string response) => response switch
    {
        "BadRequest" => "400",
        "Unauthorized" => "401",
        "Forbidden" => "403",
        "NotFound" => "404",
        "Conflict" => "409",
        "PreconditionFailed" => "412",
        _ => "500",
    };
}
