using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Signing;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Signing;

/// <summary>Who signs and who verifies: what has no meaning for a kind of sidecar is an error, rather than false safety.</summary>
internal sealed class SigningRules(IConfiguration configuration) : IValidateOptions<SigningOptions>
{
    public ValidateOptionsResult Validate(string? name, SigningOptions options)
    {
        var problems = Problems(options, IsRelay).Select(problem => $"{SigningOptions.Section}:{problem}").ToArray();
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    // Of the configuration itself: the options of the store are validated by themselves.
    private bool IsRelay => StoreOptions.KindIn(configuration) == StoreKind.Relay;

    private static IEnumerable<string> Problems(SigningOptions options, bool isRelay)
    {
        if (isRelay && options.KeyFiles.Length > 0)
            yield return $"{nameof(options.KeyFiles)}: a relay signs nothing; the key belongs to the sidecar that publishes.";
        if (!isRelay && (options.TrustedKeyFiles.Length > 0 || options.RequireSignature))
            yield return $"{nameof(options.TrustedKeyFiles)}: only a relay verifies signatures; this sidecar makes the releases.";
        if (options is { RequireSignature: true, TrustedKeyFiles.Length: 0 })
            yield return $"{nameof(options.RequireSignature)}: it needs {nameof(options.TrustedKeyFiles)} to check one.";
        if (Unusable(options) is { } unusable)
            yield return $"{nameof(options.TrustedKeyFiles)}: {unusable}";
    }

    private static string? Unusable(SigningOptions options)
    {
        try
        {
            TrustedKeys.Load(options.TrustedKeyFiles);
            return null;
        }
        catch (KeyUnusableException unusable)
        {
            return unusable.Message;
        }
    }
}
