using System.CommandLine;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>verify</c>: reads the whole store and checks every digest.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("verify", "Check the integrity of the whole store.") { socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var answer = await client.VerifyAsync(new VerifyRequest(), cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => Write(writer, answer));
            return answer.Damages.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
        }));
        return command;
    }

    private static void Write(TextWriter writer, VerifyResponse answer)
    {
        foreach (var damage in answer.Damages)
            writer.WriteLine($"damaged: {damage}");
        writer.WriteLine($"{answer.Releases} releases, {answer.Blobs} blobs, {answer.Bytes} bytes: "
            + (answer.Damages.Count == 0 ? "sound." : $"{answer.Damages.Count} damaged."));
    }
}
