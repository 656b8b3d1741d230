using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Telemetry;

/// <summary>What an endpoint must be.</summary>
internal sealed class TelemetryRules : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        options.OtlpEndpoint.Length == 0 || IsEndpoint(options.OtlpEndpoint)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Telemetry:OtlpEndpoint is '{options.OtlpEndpoint}': write http://host:port or https://host:port, or leave it empty.");

    private static bool IsEndpoint(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
