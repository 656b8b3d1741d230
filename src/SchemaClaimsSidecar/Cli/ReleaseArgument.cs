using System.CommandLine;
using System.Globalization;

namespace SchemaClaimsSidecar.Cli;

/// <summary>The argument that names a release: its generation, or <c>current</c>, or nothing, which is the current one too.</summary>
internal static class ReleaseArgument
{
    private const string Current = "current";

    /// <param name="purpose">What is done with it: <c>show</c>.</param>
    /// <returns>The argument; 0 stands for the current release.</returns>
    public static Argument<ulong> Create(string purpose) => new("generation")
    {
        Description = $"The release to {purpose}; the current one when left out.",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => 0,
        CustomParser = result =>
        {
            if (result.Tokens is not [var token] || token.Value == Current)
                return 0;
            if (ulong.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var generation) && generation > 0)
                return generation;
            result.AddError($"'{token.Value}' is no release: name its generation, as `history` shows it, or say {Current}.");
            return 0;
        },
    };
}
