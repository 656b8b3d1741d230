using System.Text.Json.Nodes;

namespace SchemaClaimsSidecar.Tests.Claims;

/// <summary>Random hierarchies, compiled, against the rules written down naively.</summary>
public class RandomHierarchyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Compile_RandomHierarchies_AgreesWithTheRules(int seed)
    {
        for (var round = 0; round < 100; round++)
        {
            var document = new RandomClaims(seed * 1000 + round).Document();
            var metadata = Compile.Metadata(document.ToJsonString());
            Assert.True(
                JsonNode.DeepEquals(NaiveEffectiveClaims.Of(document), metadata),
                $"Seed {seed}, round {round}:\n{document.ToJsonString()}\nbecame\n{metadata.ToJsonString()}");
        }
    }

    private sealed class RandomClaims(int seed)
    {
        private static readonly string[] ClaimSets = ["Alpha", "Beta", "Gamma", "Delta"];
        private static readonly string[] Actions = ["Create", "Read", "Update", "Delete", "ReadChanges", "read"];
        private static readonly string[] Strategies = ["One", "Two", "Three"];

        private readonly Random _random = new(seed);
        private int _claims;

        public JsonObject Document() => new()
        {
            ["claimSets"] = Several(1, 3, i => new JsonObject { ["claimSetName"] = ClaimSets[i], ["isSystemReserved"] = false }),
            ["claimsHierarchy"] = Several(1, 3, _ => Claim(depth: 0)),
        };

        private JsonObject Claim(int depth)
        {
            var claim = new JsonObject { ["name"] = $"{(char)('a' + _random.Next(26))}{(char)('A' + _random.Next(26))}{_claims++ / 2}" };
            if (_random.Next(3) == 0)
                claim["defaultAuthorization"] = new JsonObject { ["actions"] = Several(1, 4, _ => Action("authorizationStrategies", required: true)) };
            if (_random.Next(2) == 0)
                claim["claimSets"] = Several(0, 4, _ => Grants());
            if (depth < 5 && _random.Next(2) == 0)
                claim["claims"] = Several(0, 4, _ => Claim(depth + 1));
            return claim;
        }

        private JsonObject Grants()
        {
            var name = Pick(ClaimSets);
            return new()
            {
                ["name"] = _random.Next(4) == 0 ? name.ToUpperInvariant() : name,
                ["actions"] = Several(1, 4, _ => Action("authorizationStrategyOverrides", required: false)),
            };
        }

        private JsonObject Action(string strategies, bool required)
        {
            var action = new JsonObject { ["name"] = Pick(Actions) };
            if (required || _random.Next(2) == 0)
                action[strategies] = Several(0, 2, _ => new JsonObject { ["name"] = Pick(Strategies) });
            return action;
        }

        private string Pick(string[] names) => names[_random.Next(names.Length)];

        private JsonArray Several(int atLeast, int atMost, Func<int, JsonObject> make) =>
            new([.. Enumerable.Range(0, _random.Next(atLeast, atMost + 1)).Select(make)]);
    }
}
