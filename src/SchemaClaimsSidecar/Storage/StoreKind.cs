namespace SchemaClaimsSidecar.Storage;

/// <summary>Where releases are kept.</summary>
internal enum StoreKind
{
    /// <summary>In a folder of this machine.</summary>
    File,

    /// <summary>In a PostgreSQL database that many sidecars share.</summary>
    Postgres,

    /// <summary>Nowhere: they come from another sidecar, and are served on.</summary>
    Relay,
}
