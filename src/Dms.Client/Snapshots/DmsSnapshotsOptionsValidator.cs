using Microsoft.Extensions.Options;
using SchemaClaims.Contracts.Following;
using SchemaClaims.Contracts.Signing;

namespace Dms.Client.Snapshots;

/// <summary>Checks what ranges cannot say.</summary>
internal sealed class DmsSnapshotsOptionsValidator : IValidateOptions<DmsSnapshotsOptions>
{
    public ValidateOptionsResult Validate(string? name, DmsSnapshotsOptions options)
    {
        var problems = new List<string>();
        if (!SidecarAddress.TryParse(options.Address, out var address, out var problem) && options.Address.Length > 0)
            problems.Add($"{nameof(options.Address)}: {problem}");
        if (options.CertificatePaths.IsHalf)
            problems.Add($"{nameof(options.CertificateFile)} and {nameof(options.KeyFile)} are needed together.");
        if (!options.CertificatePaths.IsEmpty && address is { IsTls: false })
            problems.Add($"{nameof(options.Address)}: certificates need https://, unlike '{options.Address}'.");
        if (options.MaxReconnectDelay < options.ReconnectDelay)
            problems.Add($"{nameof(options.MaxReconnectDelay)} must not be less than {nameof(options.ReconnectDelay)}.");
        if (options.MaxGateRetryDelay < options.GateRetryDelay)
            problems.Add($"{nameof(options.MaxGateRetryDelay)} must not be less than {nameof(options.GateRetryDelay)}.");
        if (options is { WhenTooOld: WhenTooOld.FailClosed, MaxClaimsAge: null })
            problems.Add($"{nameof(options.WhenTooOld)} is {WhenTooOld.FailClosed}, which needs {nameof(options.MaxClaimsAge)}.");
        if (options is { RequireSignature: true, TrustedKeys.Count: 0 })
            problems.Add($"{nameof(options.RequireSignature)} needs {nameof(options.TrustedKeys)} to check one.");
        if (KeyProblem(options) is { } unusable)
            problems.Add($"{nameof(options.TrustedKeys)}: {unusable}");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static string? KeyProblem(DmsSnapshotsOptions options)
    {
        try
        {
            TrustedKeys.Load(options.TrustedKeys);
            return null;
        }
        catch (KeyUnusableException unusable)
        {
            return unusable.Message;
        }
    }
}
