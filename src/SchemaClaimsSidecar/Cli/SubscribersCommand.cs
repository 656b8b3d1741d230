using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>subscribers</c>: what every subscriber runs and should run.</summary>
internal static class SubscribersCommand
{
    public static Command Create()
    {
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("subscribers", "List what every subscriber runs and should run.") { socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var answer = await client.ListSubscribersAsync(new ListSubscribersRequest(), cancellationToken: cancellationToken);
            var console = new CommandOutput(parsed.GetValue(output));
            console.Result(answer, writer =>
                new SubscriberTable(answer.Subscribers, TimeProvider.System.GetUtcNow(), console.Colors).WriteTo(writer));
            return ExitCodes.Done;
        }));
        return command;
    }
}
