namespace SchemaClaimsSidecar.Administration;

/// <summary>Why a piece of a document was not taken.</summary>
internal enum StagingFailure
{
    /// <summary>It does not fit where it should go.</summary>
    Misplaced,

    /// <summary>The document or the staging area is over its limit.</summary>
    OverLimit,

    /// <summary>The complete document does not have its digest.</summary>
    Damaged,
}
