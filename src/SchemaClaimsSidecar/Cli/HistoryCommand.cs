using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>history</c>: the releases, newest first, or one of them with what every subscriber answered.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var generation = new Argument<ulong?>("generation")
        {
            Description = "Show this release with what every subscriber answered to it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var limit = new Option<uint>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 20 };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("history", "List the releases, newest first.") { generation, limit, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client =>
        {
            var console = new CommandOutput(parsed.GetValue(output));
            return parsed.GetValue(generation) is { } one
                ? ShowAsync(client, console, one, cancellationToken)
                : ListAsync(client, console, parsed.GetValue(limit), cancellationToken);
        }));
        return command;
    }

    private static async Task<int> ListAsync(
        Admin.AdminClient client, CommandOutput output, uint limit, CancellationToken cancellationToken)
    {
        var answer = await client.ListReleasesAsync(new ListReleasesRequest { Limit = limit }, cancellationToken: cancellationToken);
        output.Result(answer, writer => HistoryTables.Write(answer, writer));
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(
        Admin.AdminClient client, CommandOutput output, ulong generation, CancellationToken cancellationToken)
    {
        var request = new ReadReleaseRequest { Generation = generation };
        var answer = await client.ReadReleaseAsync(request, cancellationToken: cancellationToken);
        output.Result(answer, writer => HistoryTables.Write(answer, writer));
        return ExitCodes.Done;
    }
}
