using System.CommandLine;
using System.Globalization;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>diff</c>: what differs between two releases for API clients.</summary>
internal static class DiffCommand
{
    // As many as the sidecar answers at most.
    private const uint MostChanges = 10_000;

    private const string Current = "current";

    public static Command Create()
    {
        var from = Generation("from", "What clients know: a release as `history` numbers it, or `current`.");
        var to = Generation("to", "What to compare with it; the current release when left out.");
        to.Arity = ArgumentArity.ZeroOrOne;
        var details = CommonOptions.Details();
        var socket = CommonOptions.AdminSocket();
        var output = CommonOptions.Output();
        var command = new Command("diff", "Show what differs between two releases for API clients, and whom it breaks.")
        {
            from, to, details, socket, output,
        };
        command.SetAction((parsed, cancellationToken) => AdminConnection.RunAsync(parsed.GetValue(socket)!, async client =>
        {
            var request = new CompareRequest { FromGeneration = parsed.GetValue(from), Limit = MostChanges };
            if (parsed.GetValue(to) is > 0 and var generation)
                request.ToGeneration = generation;
            var comparison = await client.CompareAsync(request, cancellationToken: cancellationToken);
            new CommandOutput(parsed.GetValue(output)).Result(
                comparison, writer => new ComparisonText(comparison, parsed.GetValue(details)).WriteTo(writer));
            return ExitCodes.Done;
        }));
        return command;
    }

    // 0 stands for the current release.
    private static Argument<ulong> Generation(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            var text = result.Tokens is [var token, ..] ? token.Value : Current;
            if (text == Current)
                return 0;
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && generation > 0)
                return generation;
            result.AddError($"'{text}' is no release: write its number, as `history` shows it, or `current`.");
            return 0;
        },
    };
}
