using Dms.Client.Claims;
using Dms.Client.Schema;
using Dms.Client.Snapshots;

namespace Bench.Read;

/// <summary>What one would write without thinking: a dictionary for each name that is looked up, ignoring case.</summary>
internal sealed class PlainDictionaries
{
    private readonly Dictionary<string, Dictionary<string, ResourceSchema>> _resources = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Dictionary<string, Dictionary<string, ResourceClaim>>> _claims = new(StringComparer.OrdinalIgnoreCase);

    public PlainDictionaries(DmsSnapshot snapshot)
    {
        foreach (var project in snapshot.Schema.Projects)
        {
            _resources[project.ProjectEndpointName] = project.Resources.ToDictionary(
                resource => resource.EndpointName, StringComparer.OrdinalIgnoreCase);
        }

        foreach (var claimSet in snapshot.Claims.ToClaimSets())
        {
            _claims[claimSet.Name] = claimSet.ResourceClaims.GroupBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(
                rows => rows.Key, rows => rows.ToDictionary(row => row.Action, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>How many strategies the action has; 0 when it is not granted.</summary>
    public int Decide(string project, string endpoint, string claimSet, string action)
    {
        var resource = _resources[project][endpoint];
        return _claims.TryGetValue(claimSet, out var claims) && claims.TryGetValue(resource.ResourceClaimUri, out var actions)
            && actions.TryGetValue(action, out var granted)
            ? granted.Strategies.Length
            : 0;
    }
}
