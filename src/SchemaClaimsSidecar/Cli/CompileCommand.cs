using System.CommandLine;
using SchemaClaimsSidecar.Schema;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>compile</c>: does without a sidecar what <c>upload</c> does, and writes the result to a folder.</summary>
internal static class CompileCommand
{
    public static Command Create()
    {
        var schema = new SchemaOptions();
        var to = new Option<string>("--to") { Description = "The folder to write to; made if absent.", Required = true, HelpName = "folder" };
        var command = new Command("compile", "Compile a schema without a sidecar: merged-core.json, parts/ and manifest.json.") { to };
        schema.AddTo(command);
        command.SetAction(parsed => Compile(schema.Read(parsed), parsed.GetValue(to)!));
        return command;
    }

    private static int Compile(SchemaInput input, string folder)
    {
        var result = SchemaCompiler.Compile(input);
        foreach (var problem in result.Problems)
            Console.Error.WriteLine(ProblemLine.Of(problem));
        if (result.Schema is not { } schema)
            throw new CliException(ExitCodes.Refused, $"Refused: {result.Problems.Count} problem(s). Nothing was written.");
        try
        {
            CompileOutput.Write(schema, MergedCoreDocument.Write(input), folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Refused, $"Cannot write to {folder}: {failure.Message} Name another folder with --to.");
        }

        Console.WriteLine($"{schema.Parts.Count} parts in {folder}. Effective schema hash {schema.EffectiveSchemaHash}");
        return ExitCodes.Done;
    }
}
