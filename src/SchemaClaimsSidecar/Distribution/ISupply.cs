using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>What a relay has been told by the sidecar that it follows. A sidecar with a store of its own has none.</summary>
internal interface ISupply
{
    /// <summary>Whether it is known what there is to serve: by this process, or by the one before.</summary>
    bool IsKnown { get; }

    /// <summary>How long ago the sidecar with the store said that what is served here is everything.</summary>
    TimeSpan Age { get; }

    /// <summary>When that was, by its own clock.</summary>
    DateTimeOffset SaidAt { get; }

    /// <summary>The sidecars that the releases come through, the one with the store first, without this one.</summary>
    IReadOnlyList<Hop> Path { get; }
}
