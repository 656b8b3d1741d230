using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>The Configuration Service's rules written down once more, with no thought of speed: a climb from every leaf for every claim set.</summary>
internal static class NaiveEffectiveClaims
{
    public static JsonArray Of(JsonObject document)
    {
        var nextId = 1;
        var answer = new JsonArray();
        foreach (var claimSet in document["claimSets"]!.AsArray())
        {
            var name = claimSet!["claimSetName"]!.GetValue<string>();
            var claims = new List<(string Name, int Id)>();
            var authorizations = new List<(int Id, string Key, JsonArray Actions)>();
            foreach (var lineage in Lineages(document["claimsHierarchy"]!.AsArray(), []))
            {
                if (Climb(lineage, name) is not { } actions)
                    continue;
                var key = KeyOf(actions);
                if (authorizations.FindIndex(other => other.Key == key) is var known && known < 0)
                {
                    known = authorizations.Count;
                    authorizations.Add((nextId++, key, actions));
                }

                claims.Add((lineage[0]["name"]!.GetValue<string>(), authorizations[known].Id));
            }

            answer.Add(new JsonObject
            {
                ["claimSetName"] = name,
                ["claims"] = new JsonArray([.. claims.OrderBy(claim => claim.Name, StringComparer.InvariantCulture)
                    .Select(claim => new JsonObject { ["name"] = claim.Name, ["authorizationId"] = claim.Id })]),
                ["authorizations"] = new JsonArray([.. authorizations
                    .Select(authorization => new JsonObject { ["id"] = authorization.Id, ["actions"] = authorization.Actions })]),
            });
        }

        return answer;
    }

    /// <summary>For every leaf, depth first: the leaf, its parent, … the root.</summary>
    private static IEnumerable<JsonObject[]> Lineages(JsonArray claims, JsonObject[] ancestors)
    {
        foreach (var node in claims)
        {
            var claim = node!.AsObject();
            JsonObject[] lineage = [claim, .. ancestors];
            if (claim["claims"] is JsonArray { Count: > 0 } children)
            {
                foreach (var below in Lineages(children, lineage))
                    yield return below;
            }
            else
            {
                yield return lineage;
            }
        }
    }

    private static JsonArray? Climb(JsonObject[] lineage, string claimSet)
    {
        var granted = new List<(string Name, string[] Strategies)>();
        var defaults = new Dictionary<string, string[]>();
        var included = false;
        foreach (var claim in lineage)
        {
            foreach (var action in claim["defaultAuthorization"]?["actions"]?.AsArray() ?? [])
                defaults.TryAdd(action!["name"]!.GetValue<string>(), Names(action["authorizationStrategies"]));
            var entry = claim["claimSets"]?.AsArray()
                .FirstOrDefault(entry => entry!["name"]!.GetValue<string>().Equals(claimSet, StringComparison.OrdinalIgnoreCase));
            if (entry is null)
                continue;
            included = true;
            foreach (var action in entry["actions"]!.AsArray())
            {
                var name = action!["name"]!.GetValue<string>();
                if (granted.TrueForAll(other => other.Name != name))
                    granted.Add((name, Names(action["authorizationStrategyOverrides"])));
            }
        }

        return !included ? null : new JsonArray([.. granted.Select(action => new JsonObject
        {
            ["name"] = action.Name,
            ["authorizationStrategies"] = new JsonArray([.. Resolve(action, defaults).Select(name => new JsonObject { ["name"] = name })]),
        })]);
    }

    private static string[] Resolve((string Name, string[] Strategies) action, Dictionary<string, string[]> defaults) =>
        action.Strategies.Length == 0 && defaults.TryGetValue(action.Name, out var strategies) ? strategies : action.Strategies;

    private static string[] Names(JsonNode? strategies) =>
        [.. strategies?.AsArray().Select(strategy => strategy!["name"]!.GetValue<string>()) ?? []];

    private static string KeyOf(JsonArray actions) =>
        string.Join("|", actions
            .Select(action => action!["name"] + ":" + string.Join(",", Names(action["authorizationStrategies"]).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal));
}
