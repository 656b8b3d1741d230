namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>The names of the rules for OpenAPI fragments.</summary>
internal static class OpenApiRules
{
    /// <summary>A path is described once; the first description stays.</summary>
    public const string PathOnce = "openapi-path-once";

    /// <summary>A schema is described once; the first description stays.</summary>
    public const string SchemaOnce = "openapi-schema-once";

    /// <summary>An extension extends a schema that exists and has properties.</summary>
    public const string ExtensionTarget = "openapi-extension-target";

    /// <summary>A project extends a schema once; the first extension stays.</summary>
    public const string ExtensionOnce = "openapi-extension-once";

    /// <summary>An extension redefines a property only where that property refers to a schema which can carry it.</summary>
    public const string ExtensionProperty = "openapi-extension-property";

    /// <summary>Fragments have the shape that OpenAPI gives them.</summary>
    public const string Shape = "openapi-shape";
}
