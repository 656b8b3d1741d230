using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A release with its manifest for a person.</summary>
internal static class ManifestText
{
    public static void Write(ReadManifestResponse answer, TextWriter output)
    {
        ReleaseLines.Write(answer.Release, output);
        output.WriteLine(answer.EffectiveSchemaHash.Length > 0
            ? $"Effective schema hash {answer.EffectiveSchemaHash}, merged by the rules of {answer.Rules}"
            : "No schema yet");
        output.WriteLine();
        if (answer.Inputs.Count > 0)
        {
            var inputs = new Table("DOCUMENT", "ROLE", "BYTES", "SHA-256");
            foreach (var input in answer.Inputs)
                inputs.Add(input.Name, input.Role, $"{input.Length}", input.Digest);
            inputs.WriteTo(output);
            output.WriteLine();
        }

        var parts = new Table("PART", "BYTES", "SHA-256");
        foreach (var part in answer.Parts)
            parts.Add(part.Name, $"{part.Length}", part.Digest);
        parts.WriteTo(output);
        output.WriteLine();
        output.WriteLine($"{answer.Parts.Count} parts, {answer.Parts.Sum(part => (long)part.Length)} bytes.");
    }
}
