namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>What it means when a property is absent.</summary>
internal enum Presence
{
    /// <summary>Nothing.</summary>
    Optional,

    /// <summary>The document is refused.</summary>
    Required,

    /// <summary>The list counts as empty, which deserves a warning: some DMS fail without it.</summary>
    ExpectedList,

    /// <summary>There is no OpenAPI document, which deserves a warning.</summary>
    ExpectedOpenApi,
}
