using SchemaClaims.Contracts.Following;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Relay;

/// <summary>
/// How old the claims are that a relay serves. Where no source stands behind them they are as old as the word of the sidecar with the
/// store: through a relay that is cut off it would otherwise seem to have been given just now.
/// </summary>
internal sealed class RelayFreshness(ClaimsFreshness freshness, ILogger<RelayFreshness> log)
{
    private bool _isRefused;

    public void Learn(Heartbeat heartbeat)
    {
        var (claims, word) = (heartbeat.ClaimsAge.ToAge(), heartbeat.Age.ToAge());
        try
        {
            freshness.Learn(claims > word ? claims : word);
            _isRefused = false;
        }
        catch (Exception refused) when (FileSystemErrors.IsOne(refused))
        {
            if (!_isRefused)
                RelayLog.FreshnessNotKept(log, refused.Message);
            _isRefused = true;
        }
    }
}
