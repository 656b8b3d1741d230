using System.CommandLine;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Claims.Effective;
using SchemaClaimsSidecar.Claims.Metadata;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Cli.Claims;

/// <summary><c>claims compile</c>: without a sidecar, what the Configuration Service would answer for a claims document.</summary>
internal static class ClaimsCompileCommand
{
    public static Command Create()
    {
        var claims = new ClaimsDocumentOptions();
        var to = new Option<string>("--to") { Description = "The file to write to.", Required = true, HelpName = "file" };
        var command = new Command("compile", "Compile claims without a sidecar into the JSON that the Configuration Service answers.") { to };
        claims.AddTo(command);
        command.SetAction(parsed => Compile(claims.Read(parsed), parsed.GetValue(to)!));
        return command;
    }

    private static int Compile(ClaimsInput input, string file)
    {
        if (ClaimOrder.Problem is { } disorder)
            throw new CliException(ExitCodes.Refused, $"Nothing was compiled: {disorder}");
        var result = ClaimsCompiler.Compile(input);
        foreach (var problem in result.Problems)
            Console.Error.WriteLine(ProblemLine.Of(problem));
        if (result.Claims is not { } claims)
        {
            var errors = result.Problems.Count(problem => problem.Severity == Severity.Error);
            throw new CliException(ExitCodes.Refused, $"Refused: {errors} problem(s). Nothing was written.");
        }

        try
        {
            File.WriteAllBytes(file, MetadataWriter.Write(claims.ClaimSets).Span);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Refused, $"Cannot write to {file}: {failure.Message} Name another file with --to.");
        }

        var effective = claims.ClaimSets.Sum(claimSet => claimSet.Claims.Count);
        Console.WriteLine($"{claims.ClaimSets.Count} claim sets with {effective} effective claims in {file}.");
        return ExitCodes.Done;
    }
}
