namespace SchemaClaimsSidecar.Access;

/// <summary>What somebody may do with a sidecar. Whoever may change may read, too.</summary>
internal enum Right
{
    /// <summary>See the state, the history, the claims and the audit log.</summary>
    Read,

    /// <summary>Publish, roll back, refresh, and everything else that is put on record.</summary>
    Change,
}
