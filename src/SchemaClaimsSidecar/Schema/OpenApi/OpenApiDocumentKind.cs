namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>Which of the two OpenAPI documents of an API.</summary>
internal enum OpenApiDocumentKind
{
    /// <summary>The document of the resources.</summary>
    Resources,

    /// <summary>The document of the descriptors.</summary>
    Descriptors,
}
