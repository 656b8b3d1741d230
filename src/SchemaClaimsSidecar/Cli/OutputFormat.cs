namespace SchemaClaimsSidecar.Cli;

/// <summary>How a command prints its result.</summary>
internal enum OutputFormat
{
    /// <summary>For a person.</summary>
    Table,

    /// <summary>For a program: one JSON value.</summary>
    Json,
}
