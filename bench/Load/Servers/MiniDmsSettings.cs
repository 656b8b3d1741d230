namespace Load.Servers;

/// <summary>What a MiniDms is told when it is started.</summary>
/// <param name="Mode"><c>sidecar</c> or <c>investigated</c>.</param>
/// <param name="Postgres">How it reaches its database.</param>
/// <param name="ConfigurationService">Where it gets claims.</param>
/// <param name="Core">The file of the core.</param>
/// <param name="Extensions">The files of extensions.</param>
/// <param name="PoolSize">Connections to the database at most.</param>
/// <param name="ClaimsExpiry">How long claims are good, or how often the sidecar asks.</param>
internal sealed record MiniDmsSettings(
    string Mode, string Postgres, Uri ConfigurationService, string Core, IReadOnlyList<string> Extensions, int PoolSize,
    TimeSpan ClaimsExpiry);
