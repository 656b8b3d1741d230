using Dms.Client.Schema;
using Json.Schema;

namespace MiniDms.Sidecar;

/// <summary>The validators of a resource, compiled once for each schema: a projection.</summary>
internal sealed record ResourceValidators(JsonSchema Insert, JsonSchema Update)
{
    public static ResourceValidators Of(ResourceSchema resource) => new(
        JsonSchema.FromText(resource.JsonSchemaForInsert.ToString()), JsonSchema.FromText(resource.JsonSchemaForUpdate.ToString()));
}
