namespace SchemaClaimsSidecar.Documents;

/// <summary>Whether a problem refuses the input.</summary>
internal enum Severity
{
    /// <summary>The input is refused.</summary>
    Error,

    /// <summary>The input is taken, unless it is read strictly.</summary>
    Warning,
}
