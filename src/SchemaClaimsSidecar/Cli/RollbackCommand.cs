using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>rollback</c>: publishes the snapshot of an earlier release again.</summary>
internal static class RollbackCommand
{
    public static Command Create()
    {
        var generation = new Argument<ulong>("generation") { Description = "The release to go back to, as `history` numbers it." };
        var rollout = new RolloutOptions();
        var decision = new DecisionOptions();
        var command = new Command("rollback", "Publish the snapshot of an earlier release again, as a new release.") { generation };
        rollout.AddTo(command);
        decision.AddTo(command);
        command.SetAction((parsed, cancellationToken) => decision.RunAsync(
            parsed,
            async (client, reason) => await client.RollbackAsync(
                new RollbackRequest { Generation = parsed.GetValue(generation), Reason = reason, Rollout = rollout.Read(parsed) },
                cancellationToken: cancellationToken),
            cancellationToken));
        return command;
    }
}
