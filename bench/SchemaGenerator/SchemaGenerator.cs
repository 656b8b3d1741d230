using SchemaGeneration.Documents;
using SchemaGeneration.Model;

namespace SchemaGeneration;

/// <summary>Makes API schemas that look like Ed-Fi's: the same seed and options give the same bytes.</summary>
public static class SchemaGenerator
{
    private static readonly string[] ProjectNames = ["Sample", "Homograph", "Transport", "Nutrition", "Library", "Athletics"];

    /// <summary>Generates a core and its extensions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer resources than every core has.</exception>
    public static GeneratedSchema Generate(int seed, GeneratorOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Resources, CoreModelBuilder.MinimumResources);
        var core = new CoreModelBuilder(new Random(seed)).Build(options.Resources);
        var extensions = Enumerable.Range(0, options.Extensions)
            .Select(index => new ExtensionModelBuilder(new Random(HashCode(seed, index)), core).Build(ProjectName(index), options))
            .ToList();
        return new GeneratedSchema(
            Json.ToBytes(ProjectDocument.Of(core, options.OpenApi)),
            [.. extensions.Select(extension => Json.ToBytes(ProjectDocument.Of(extension, options.OpenApi)))]);
    }

    private static string ProjectName(int index) =>
        index < ProjectNames.Length ? ProjectNames[index] : $"{ProjectNames[index % ProjectNames.Length]}{index / ProjectNames.Length}";

    // System.HashCode differs from one process to the next.
    private static int HashCode(int seed, int index) => unchecked((seed * 397) ^ ((index + 1) * 7919));
}
