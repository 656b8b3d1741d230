using System.Text.Json;
using System.Text.Json.Nodes;

namespace MiniDms.Investigated;

/// <summary>The routes under <c>/management</c>, which change this process alone.</summary>
internal sealed class InvestigatedManagement(ApiSchemaProvider schema, ClaimSetsCache claims)
{
    public void Map(WebApplication app)
    {
        app.MapPost("/management/upload-api-schema", (Delegate)UploadAsync);
        app.MapPost("/management/upload-and-reload-schema", (Delegate)UploadAsync);
        app.MapPost("/management/reload-api-schema", () =>
        {
            schema.Reload();
            return Results.Json(new { message = "Schema reloaded successfully" });
        });
        app.MapPost("/management/reload-claimsets", async (HttpContext context) =>
        {
            await claims.ReloadAsync(context.RequestAborted);
            return Results.Json(new { message = "Claimsets reloaded successfully" });
        });
    }

    private async Task<IResult> UploadAsync(HttpContext context)
    {
        try
        {
            var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
            var extensions = (body["extensionSchemas"] as JsonArray ?? []).Select(Parse).ToArray();
            schema.Load(Parse(body["coreSchema"]), extensions);
            return Results.Json(new
            {
                message = "Schema uploaded successfully", reloadId = schema.ReloadId, schemasProcessed = 1 + extensions.Length,
            });
        }
        catch (Exception malformed) when (malformed is JsonException or NullReferenceException or InvalidOperationException)
        {
            return Results.Json(new { error = "Invalid core ApiSchema JSON", failures = Array.Empty<object>() }, statusCode: 400);
        }
    }

    private static JsonNode Parse(JsonNode? text)
    {
        var document = JsonNode.Parse(text!.GetValue<string>())!;
        return document["projectSchema"]?["resourceSchemas"] is JsonObject ? document : throw new JsonException("It is no ApiSchema.");
    }
}
