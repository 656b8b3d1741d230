using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Sources;

namespace SchemaClaimsSidecar.Relay;

/// <summary>A relay asks no source: the claims are part of what it is sent.</summary>
internal sealed class RelayClaimsRule : IValidateOptions<ClaimsOptions>
{
    public ValidateOptionsResult Validate(string? name, ClaimsOptions options) => options.Source == ClaimsSourceKind.Upload
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{ClaimsOptions.Section}:{nameof(options.Source)} is {options.Source}: a relay gets the claims from its upstream; "
            + "set the source at the sidecar with the store.");
}
