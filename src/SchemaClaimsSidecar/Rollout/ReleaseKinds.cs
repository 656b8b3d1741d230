namespace SchemaClaimsSidecar.Rollout;

/// <summary>What makes a release, as its record says.</summary>
internal static class ReleaseKinds
{
    /// <summary>A schema, with or without claims.</summary>
    public const string Upload = "upload";

    /// <summary>Claims alone. The only kind that leaves a rollout in progress.</summary>
    public const string Claims = "claims";

    /// <summary>The snapshot of an earlier release.</summary>
    public const string Rollback = "rollback";

    /// <summary>What was being rolled out, now for everybody.</summary>
    public const string Promote = "promote";

    /// <summary>What everybody else runs, now again for those to whom something else was rolled out.</summary>
    public const string Abort = "abort";

    /// <summary>An administrator has accepted that the store's history is another.</summary>
    public const string AcceptEpoch = "accept-epoch";
}
