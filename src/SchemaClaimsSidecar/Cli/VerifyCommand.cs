using System.CommandLine;
using System.Text;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>verify</c>: reads the whole store and checks every digest.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var trusted = new Option<string[]>("--trusted-key")
        {
            Description = "Also check that releases are signed with this public key (PEM); may be given several times.",
            HelpName = "file",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("verify", "Check the integrity of the whole store.") { trusted, socket, output };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new VerifyRequest { TrustedKeys = { parsed.GetValue(trusted)!.Select(ReadKey) } };
            var answer = await client.VerifyAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(answer, writer => Write(writer, answer));
            return answer.Damages.Count == 0 && answer.Signatures is null or { Problems.Count: 0 } ? ExitCodes.Done : ExitCodes.Refused;
        }));
        return command;
    }

    private static void Write(TextWriter writer, VerifyResponse answer)
    {
        foreach (var damage in answer.Damages)
            writer.WriteLine($"damaged: {damage}");
        writer.WriteLine($"{answer.Releases} releases, {answer.Blobs} blobs, {answer.Bytes} bytes: "
            + (answer.Damages.Count == 0 ? "sound." : $"{answer.Damages.Count} damaged."));
        if (answer.Signatures is { } signatures)
            Write(writer, signatures);
    }

    private static void Write(TextWriter writer, VerifyResponse.Types.Signatures signatures)
    {
        foreach (var problem in signatures.Problems)
            writer.WriteLine($"signature: {problem}");
        var before = signatures.Unsigned > 0 ? $", {signatures.Unsigned} not signed before the first that is" : "";
        writer.WriteLine($"{signatures.Signed} releases are signed with a trusted key{before}: {signatures.Problems.Count} problem(s).");
    }

    private static string ReadKey(string path) => Encoding.UTF8.GetString(DocumentFiles.Read(path).Content.Span);
}
