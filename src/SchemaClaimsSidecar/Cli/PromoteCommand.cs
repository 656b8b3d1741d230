using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>promote</c>: publishes for everybody what is being rolled out.</summary>
internal static class PromoteCommand
{
    public static Command Create()
    {
        var decision = new DecisionOptions();
        var command = new Command("promote", "Publish for everybody what is being rolled out to a part of the fleet.");
        decision.AddTo(command);
        command.SetAction((parsed, cancellationToken) => decision.RunAsync(
            parsed,
            async (client, reason) =>
                await client.PromoteAsync(new PromoteRequest { Reason = reason }, cancellationToken: cancellationToken),
            cancellationToken));
        return command;
    }
}
