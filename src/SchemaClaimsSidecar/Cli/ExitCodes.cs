namespace SchemaClaimsSidecar.Cli;

/// <summary>What the command line tool's exit codes mean; documented in docs/cli.md.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The input or the store was refused; the problems are listed.</summary>
    public const int Refused = 1;

    /// <summary>The command line cannot be understood, or names a file that cannot be read.</summary>
    public const int Usage = 2;

    /// <summary>The sidecar does not answer.</summary>
    public const int Unreachable = 3;

    /// <summary>Published, but no subscriber applied it within the time given.</summary>
    public const int AppliedByNone = 4;

    /// <summary>Refused, because it would break clients; nothing has changed.</summary>
    public const int BreaksClients = 5;
}
