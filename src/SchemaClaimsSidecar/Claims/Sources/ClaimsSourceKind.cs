namespace SchemaClaimsSidecar.Claims.Sources;

/// <summary>Where claims come from.</summary>
internal enum ClaimsSourceKind
{
    /// <summary>An administrator uploads them.</summary>
    Upload,

    /// <summary>A claims document and its fragments on disk.</summary>
    File,

    /// <summary>The Configuration Service, over HTTP.</summary>
    Cms,

    /// <summary>The database of the Configuration Service.</summary>
    CmsDatabase,
}
