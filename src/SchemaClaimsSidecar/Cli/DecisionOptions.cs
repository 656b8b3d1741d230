using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>
/// The options of commands that publish what is there already: <c>[--wait 30s] [--reason T]</c>, the socket and the form of the output.
/// </summary>
internal sealed class DecisionOptions
{
    private readonly Option<TimeSpan?> _wait = CommonOptions.Wait();
    private readonly Option<string> _reason = CommonOptions.Reason();
    private readonly Option<string> _socket = CommonOptions.AdminSocket();
    private readonly Option<OutputFormat> _output = CommonOptions.Output();

    public void AddTo(Command command)
    {
        command.Add(_wait);
        command.Add(_reason);
        command.Add(_socket);
        command.Add(_output);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="publish">Publishes, with the reason.</param>
    /// <param name="cancellationToken">Gives up waiting; what is published stays.</param>
    public Task<int> RunAsync(
        ParseResult parsed, Func<Admin.AdminClient, string, Task<Published>> publish, CancellationToken cancellationToken) =>
        AdminConnection.RunAsync(parsed.GetValue(_socket)!, async client =>
        {
            var output = new CommandOutput(parsed.GetValue(_output));
            var published = await publish(client, parsed.GetValue(_reason)!).ConfigureAwait(false);
            return await new PublishedResult(client, output, new UploadDisplay(output.Progress, output.IsTerminal))
                .ShowAsync(published, isDryRun: false, parsed.GetValue(_wait), cancellationToken).ConfigureAwait(false);
        });
}
