using System.CommandLine;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary><c>claims view</c>: what the current release grants, for a person or as the Configuration Service answers it.</summary>
internal static class ClaimsViewCommand
{
    public static Command Create()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant, where there are tenants.", DefaultValueFactory = _ => "" };
        var claimSet = new Option<string>("--claim-set") { Description = "Only this claim set, in full.", DefaultValueFactory = _ => "" };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("view", "Show the claims of the current release.") { tenant, claimSet, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, client => ViewAsync(
            client,
            new ViewClaimsRequest { Tenant = parsed.GetValue(tenant), ClaimSet = parsed.GetValue(claimSet) },
            new CommandOutput(parsed.GetValue(output)),
            cancellationToken)));
        return command;
    }

    private static async Task<int> ViewAsync(
        Admin.AdminClient client, ViewClaimsRequest request, CommandOutput output, CancellationToken cancellationToken)
    {
        var response = await client.ViewClaimsAsync(request, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (output.IsJson)
            Console.Out.WriteLine(response.Metadata.ToStringUtf8());
        var claimSets = Read(response);
        if (request.ClaimSet.Length > 0 && claimSets.Count == 0)
            throw new CliException(ExitCodes.Refused, $"There is no claim set '{request.ClaimSet}'. `claims view` lists them all.");
        if (!output.IsJson)
            (request.ClaimSet.Length > 0 ? Grants(claimSets[0]) : Summary(claimSets)).WriteTo(Console.Out);
        return ExitCodes.Done;
    }

    private static IReadOnlyList<ClaimSetMetadata> Read(ViewClaimsResponse response)
    {
        var document = InputDocument.Of("claims", response.Metadata.Memory);
        return new MetadataReader(new ProblemList(document.Name)).Read(document)
            ?? throw new CliException(
                ExitCodes.Refused, "The sidecar's answer cannot be read; it may be newer than this tool: use the tool of its version.");
    }

    private static Table Summary(IReadOnlyList<ClaimSetMetadata> claimSets)
    {
        var table = new Table("CLAIM SET", "CLAIMS", "AUTHORIZATIONS");
        foreach (var claimSet in claimSets)
            table.Add(claimSet.Name, $"{claimSet.Claims.Count}", $"{claimSet.Authorizations.Count}");
        return table;
    }

    private static Table Grants(ClaimSetMetadata claimSet)
    {
        var table = new Table("CLAIM", "ACTION", "STRATEGIES");
        foreach (var claim in claimSet.Claims)
        {
            foreach (var action in claimSet.Authorizations[claim.AuthorizationId - 1].Actions)
                table.Add(claim.Name, action.Action, action.Strategies.IsEmpty ? "-" : string.Join(", ", action.Strategies.Names));
        }

        return table;
    }
}
