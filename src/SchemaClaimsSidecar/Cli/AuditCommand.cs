using System.CommandLine;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>audit</c>: who administered what, newest first.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var since = CommonOptions.Duration("--since", "Only what began or ended so long ago at most, such as 24h.");
        var limit = new Option<uint>("--limit") { Description = "At most so many; 1000 is the most.", DefaultValueFactory = _ => 100 };
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("audit", "List who administered what, newest first.") { since, limit, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new ReadAuditRequest { Limit = parsed.GetValue(limit) };
            if (parsed.GetValue(since) is { } ago)
                request.Since = Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow() - ago);
            var answer = await client.ReadAuditAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => TableOf(answer).WriteTo(writer));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static Table TableOf(ReadAuditResponse answer)
    {
        var table = new Table("WHEN (UTC)", "WHO", "ACT", "OUTCOME", "RELEASE", "WHAT", "DETAIL", "WHY");
        foreach (var act in answer.Acts)
        {
            table.Add(
                When(act.BegunAt ?? act.EndedAt), act.Caller, act.Act, act.Outcome.Length > 0 ? act.Outcome : "not ended",
                act.Generation > 0 ? $"{act.Generation}" : "-", OneLine(act.Arguments), OneLine(act.Detail), OneLine(act.Reason));
        }

        return table;
    }

    private static string OneLine(string text) => text.Length == 0 ? "-" : text.ReplaceLineEndings(" ");

    private static string When(Timestamp at) => at.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
