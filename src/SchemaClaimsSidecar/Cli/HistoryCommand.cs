using System.CommandLine;
using System.Globalization;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>history</c>: the releases, newest first.</summary>
internal static class HistoryCommand
{
    public static Command Create()
    {
        var limit = new Option<uint>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 20 };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("history", "List the releases, newest first.") { limit, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new ListReleasesRequest { Limit = parsed.GetValue(limit) };
            var answer = await client.ListReleasesAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => TableOf(answer).WriteTo(writer));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Table TableOf(ListReleasesResponse answer)
    {
        var table = new Table("RELEASE", "WHEN (UTC)", "WHO", "KIND", "SNAPSHOT", "WHY");
        foreach (var release in answer.Releases)
        {
            table.Add(
                $"{release.Position.Generation}",
                release.PublishedAt.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
                release.PublishedBy, release.Kind, release.SnapshotId[..12], release.Reason);
        }

        return table;
    }
}
