using System.Collections.Frozen;

namespace SchemaClaims.Contracts;

/// <summary>Why a subscriber rejects or holds a release. Stable: operators build alarms on them.</summary>
internal static class ReportCodes
{
    public const string ManifestInvalid = "MANIFEST_INVALID";
    public const string SignatureMissing = "SIGNATURE_MISSING";
    public const string SignatureUntrusted = "SIGNATURE_UNTRUSTED";
    public const string SignatureInvalid = "SIGNATURE_INVALID";
    public const string PartMissing = "PART_MISSING";
    public const string PartDamaged = "PART_DAMAGED";
    public const string PartInvalid = "PART_INVALID";
    public const string ProjectionFailed = "PROJECTION_FAILED";
    public const string GateClosed = "GATE_CLOSED";
    public const string EpochChanged = "EPOCH_CHANGED";
    public const string GenerationWentBackwards = "GENERATION_WENT_BACKWARDS";

    /// <summary>Every code that there is.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.ToFrozenSet(
        [
            ManifestInvalid, SignatureMissing, SignatureUntrusted, SignatureInvalid, PartMissing, PartDamaged, PartInvalid,
            ProjectionFailed, GateClosed, EpochChanged, GenerationWentBackwards,
        ],
        StringComparer.Ordinal);
}
