namespace SchemaClaimsSidecar.Hosting;

/// <summary>Whom a listener serves; every connection carries it.</summary>
internal enum Audience
{
    /// <summary>DMS processes: distribution and health.</summary>
    Dms,

    /// <summary>Whoever looks after the process: health alone.</summary>
    Probes,

    /// <summary>Administrators: administration and health.</summary>
    Administrators,
}
