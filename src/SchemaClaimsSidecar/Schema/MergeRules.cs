namespace SchemaClaimsSidecar.Schema;

/// <summary>Which DMS the result is for: it decides what a document may hold and how extensions are merged.</summary>
internal enum MergeRules
{
    /// <summary>As DMS of 2025-11 merges.</summary>
    Rules2025,

    /// <summary>As DMS of 2026-08 merges.</summary>
    Rules2026,
}
