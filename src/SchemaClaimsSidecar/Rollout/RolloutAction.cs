namespace SchemaClaimsSidecar.Rollout;

/// <summary>What to do with a rollout.</summary>
internal enum RolloutAction
{
    /// <summary>Nothing yet.</summary>
    Wait,

    /// <summary>Publish it for everybody.</summary>
    Promote,

    /// <summary>Take it back.</summary>
    Abort,
}
