using System.CommandLine;
using SchemaClaims.V1;
using static SchemaClaims.V1.RefreshClaimsResponse.Types;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary><c>claims refresh</c>: asks the source now.</summary>
internal static class ClaimsRefreshCommand
{
    public static Command Create()
    {
        var accept = new Option<bool>("--accept-shrinking")
        {
            Description = "Publish the answer although most of the claim sets, or of the tenants, are gone.",
        };
        var reason = new Option<string>("--reason") { Description = "Why, for the history.", DefaultValueFactory = _ => "" };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("refresh", "Ask the source of the claims now, and publish what it answers.") { accept, reason, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client => RefreshAsync(
            client,
            new RefreshClaimsRequest { AcceptShrinking = parsed.GetValue(accept), Reason = parsed.GetValue(reason) },
            new CommandOutput(parsed.GetValue(output)),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RefreshAsync(
        Admin.AdminClient client, RefreshClaimsRequest request, CommandOutput output, CancellationToken cancellationToken)
    {
        var response = await client.RefreshClaimsAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        output.Result(response, writer => Show(response, writer));
        if (response.Outcome == Outcome.Held)
            throw new CliException(ExitCodes.Refused, $"Held: {response.Held} If that is right, say so with --accept-shrinking.");
        return response.FailedTenants.Count == 0
            ? ExitCodes.Done
            : throw new CliException(
                ExitCodes.Refused,
                $"{response.FailedTenants.Count} tenant(s) keep the claims that they had. When the reasons are gone, say `claims refresh` again.");
    }

    private static void Show(RefreshClaimsResponse response, TextWriter writer)
    {
        foreach (var warning in response.Warnings)
            writer.WriteLine($"warning: {warning.Document}#{warning.Pointer}: {warning.Message} [{warning.Rule}]");
        foreach (var failure in response.FailedTenants)
            writer.WriteLine($"failed: {failure}");
        if (response.Outcome != Outcome.Held)
            writer.WriteLine($"{(response.Outcome == Outcome.Published ? "Published: release" : "Unchanged: release")} {response.Position.Generation}.");
    }
}
