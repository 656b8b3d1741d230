using System.CommandLine;
using System.CommandLine.Parsing;
using SchemaClaimsSidecar.Cli.Claims;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The command line tool: parses, runs, and turns what went wrong into one message and an exit code.</summary>
internal static class CommandLineTool
{
    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellationToken = default)
    {
        var parsed = Parse(arguments);
        // What a shell asks to be completed is seldom a command line yet.
        var isCompletion = parsed.Tokens is [{ Type: TokenType.Directive }, ..];
        if (parsed.Errors.Count > 0 && !isCompletion)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            await Console.Error.WriteLineAsync("See --help.").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        try
        {
            // The host stops the sidecar in its own time, and a signal ends every other command at once.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (CliException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return failure.ExitCode;
        }
    }

    /// <summary>What a command line means, or what is wrong with it; does nothing of it.</summary>
    public static ParseResult Parse(string[] arguments) => Root().Parse(arguments);

    private static RootCommand Root() =>
        new("Precomputes the Ed-Fi API schema and claim sets, and pushes them to the DMS beside it.")
        {
            ServeCommand.Create(),
            UploadCommand.Create(),
            CompileCommand.Create(),
            ClaimsCommand.Create(),
            StatusCommand.Create(),
            ReadyCommand.Create(),
            SubscribersCommand.Create(),
            HistoryCommand.Create(),
            ShowCommand.Create(),
            ExportCommand.Create(),
            DiffCommand.Create(),
            RollbackCommand.Create(),
            PromoteCommand.Create(),
            AbortCommand.Create(),
            AcceptEpochCommand.Create(),
            VerifyCommand.Create(),
            AuditCommand.Create(),
            UnpackCommand.Create(),
            CompletionCommand.Create(),
        };
}
