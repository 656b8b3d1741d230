using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>
/// The options of commands that publish: <c>[--dry-run] [--refuse-breaking] [--details] [--wait 30s] [--reason T]</c>, the socket and
/// the form of the output.
/// </summary>
internal sealed class PublicationOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Do everything but publish, and show what it would change for clients.",
    };

    private readonly Option<bool> _refuseBreaking = new("--refuse-breaking")
    {
        Description = "Publish nothing that breaks clients of the current release; exit code 5 when it would.",
    };

    private readonly Option<bool> _details = CommonOptions.Details();

    private readonly Option<TimeSpan?> _wait = CommonOptions.Wait();

    private readonly Option<string> _reason = CommonOptions.Reason();

    private readonly Option<string> _socket = CommonOptions.AdminSocket();

    private readonly Option<OutputFormat> _output = CommonOptions.Output();

    public void AddTo(Command command)
    {
        command.Add(_dryRun);
        command.Add(_refuseBreaking);
        command.Add(_details);
        command.Add(_wait);
        command.Add(_reason);
        command.Add(_socket);
        command.Add(_output);
    }

    public Task<int> RunAsync(
        ParseResult parsed, Func<Admin.AdminClient, CommandOutput, Upload> upload, CancellationToken cancellationToken) =>
        AdminConnection.RunAsync(parsed.GetValue(_socket)!, client =>
        {
            var request = new PublishRequest
            {
                DryRun = parsed.GetValue(_dryRun),
                RefuseBreaking = parsed.GetValue(_refuseBreaking),
                Reason = parsed.GetValue(_reason),
            };
            var console = new CommandOutput(parsed.GetValue(_output)) { ShowsDetails = parsed.GetValue(_details) };
            return upload(client, console).RunAsync(request, parsed.GetValue(_wait), cancellationToken);
        });
}
