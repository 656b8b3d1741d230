using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>accept-epoch</c>: the shared store was restored or replaced on purpose, and is to be followed.</summary>
internal static class AcceptEpochCommand
{
    public static Command Create()
    {
        var epoch = new Argument<string?>("epoch")
        {
            Description = "The epoch that `status` shows as the store's.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var current = new Option<bool>("--current") { Description = "Whichever history the store holds." };
        var keep = new Option<bool>("--keep-served")
        {
            Description = "Go on with what this sidecar serves, not with the store's newest release.",
        };
        var reason = CommonOptions.Reason();
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("accept-epoch", "Follow the shared store after it was restored or replaced on purpose.")
        {
            epoch, current, keep, reason, socket, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(epoch) is null != result.GetValue(current))
                result.AddError("Name the epoch that `status` shows as the store's, or say --current.");
        });
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new AcceptEpochRequest
            {
                Epoch = parsed.GetValue(epoch) ?? "",
                KeepServed = parsed.GetValue(keep),
                Reason = parsed.GetValue(reason) ?? "",
            };
            var answer = await client.AcceptEpochAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => writer.WriteLine(
                $"Release {answer.Release.Position.Generation} begins epoch {answer.Release.Position.Epoch}; "
                + "every sidecar and client follows it."));
            return ExitCodes.Done;
        }));
        return command;
    }
}
