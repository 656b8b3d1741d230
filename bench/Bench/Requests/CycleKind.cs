namespace Bench.Requests;

/// <summary>What went on beside the requests.</summary>
internal enum CycleKind
{
    /// <summary>A release in which every resource changed.</summary>
    Schema,

    /// <summary>A release in which the claims changed.</summary>
    Claims,

    /// <summary>No release: another process was busy for as long as a schema takes.</summary>
    NeighborLikeSchema,

    /// <summary>No release: another process was busy for as long as claims take.</summary>
    NeighborLikeClaims,
}
