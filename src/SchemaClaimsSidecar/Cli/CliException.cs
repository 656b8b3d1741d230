namespace SchemaClaimsSidecar.Cli;

/// <summary>Ends a command with an exit code and one message for the person who called it.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
