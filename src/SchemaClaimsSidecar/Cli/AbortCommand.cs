using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>abort</c>: gives those to whom something is being rolled out what everybody else runs.</summary>
internal static class AbortCommand
{
    public static Command Create()
    {
        var decision = new DecisionOptions();
        var command = new Command("abort", "Take back what is being rolled out to a part of the fleet.");
        decision.AddTo(command);
        command.SetAction((parsed, cancellationToken) => decision.RunAsync(
            parsed,
            async (client, reason) => await client.AbortAsync(new AbortRequest { Reason = reason }, cancellationToken: cancellationToken),
            cancellationToken));
        return command;
    }
}
