namespace SchemaClaimsSidecar.Refresh;

/// <summary>What becomes of an answer of the source.</summary>
internal enum RefreshResult
{
    /// <summary>It says what is published already.</summary>
    Unchanged,

    /// <summary>It is a new release.</summary>
    Published,

    /// <summary>It has shrunk and waits for an administrator's word.</summary>
    Held,
}
