using System.CommandLine;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary><c>claims</c>: everything about claim sets.</summary>
internal static class ClaimsCommand
{
    public static Command Create() => new("claims", "Refresh, publish, compile and show claim sets.")
    {
        ClaimsRefreshCommand.Create(),
        ClaimsUploadCommand.Create(),
        ClaimsCompileCommand.Create(),
        ClaimsViewCommand.Create(),
    };
}
