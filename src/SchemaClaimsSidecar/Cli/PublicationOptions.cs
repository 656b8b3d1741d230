using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The options of commands that publish: <c>[--dry-run] [--wait 30s] [--reason T]</c>, the socket and the form of the output.</summary>
internal sealed class PublicationOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Do everything but publish." };

    private readonly Option<TimeSpan?> _wait = CommonOptions.Wait();

    private readonly Option<string> _reason = CommonOptions.Reason();

    private readonly Option<string> _socket = CommonOptions.AdminSocket();

    private readonly Option<OutputFormat> _output = CommonOptions.Output();

    public void AddTo(Command command)
    {
        command.Add(_dryRun);
        command.Add(_wait);
        command.Add(_reason);
        command.Add(_socket);
        command.Add(_output);
    }

    public Task<int> RunAsync(
        ParseResult parsed, Func<Admin.AdminClient, CommandOutput, Upload> upload, CancellationToken cancellationToken) =>
        AdminConnection.RunAsync(parsed.GetValue(_socket)!, client =>
        {
            var request = new PublishRequest { DryRun = parsed.GetValue(_dryRun), Reason = parsed.GetValue(_reason) };
            var console = new CommandOutput(parsed.GetValue(_output));
            return upload(client, console).RunAsync(request, parsed.GetValue(_wait), cancellationToken);
        });
}
