using System.CommandLine;
using Grpc.Core;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>status</c>: the current release and what every subscriber runs, once or as it changes.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var watch = new Option<bool>("--watch") { Description = "Go on and show every change." };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("status", "Show the current release and what every subscriber runs.") { watch, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client =>
            ShowAsync(client, new CommandOutput(parsed.GetValue(output)), parsed.GetValue(watch), cancellationToken)));
        return command;
    }

    private static async Task<int> ShowAsync(Admin.AdminClient client, CommandOutput output, bool watch, CancellationToken cancellationToken)
    {
        var changes = new StatusWatch(Console.Out, output.IsTerminal, output.Colors, TimeProvider.System);
        if (watch && !output.IsJson && output.IsTerminal)
            Console.Clear();
        using var call = client.WatchStatus(new WatchStatusRequest(), cancellationToken: cancellationToken);
        await foreach (var status in call.ResponseStream.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (watch && !output.IsJson)
                changes.Show(status);
            else
                output.Result(status, writer => new StatusTable(status, TimeProvider.System.GetUtcNow(), output.Colors).WriteTo(writer));
            if (!watch)
                break;
        }

        return ExitCodes.Done;
    }
}
