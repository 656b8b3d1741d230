using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>Random metadata, with names that differ in case or by characters that the culture ignores, against the scan of DMS.</summary>
public class RandomMetadataTests
{
    private static readonly string[] Names = ["a", "A", "b", "B", "a\u00AD", "\u00ADb", "c", "\u00E4", "A\u0308"];
    private static readonly string[] Actions = ["Create", "create", "Read", "Update", "Re\u00ADad", "Approve", "APPROVE"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Decide_RandomMetadata_AgreesWithTheLinearScan(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var claims = Metadata.Of([.. Several(random, 5).Select(_ => RandomClaimSet(random))]);
            var lists = claims.ToClaimSets();
            foreach (var (claimSet, claim, action) in
                from claimSet in Names from claim in Names from action in Actions select (claimSet, claim, action))
            {
                var expected = LinearScan.Decide(lists, claimSet, claim, action);
                var decision = claims.Decide(claimSet, claim, ResourceAction.Parse(action));
                if (decision.Outcome != expected.Outcome || !decision.Strategies.SequenceEqual(expected.Strategies))
                    Assert.Fail($"Seed {seed}, round {round}, '{claimSet}', '{claim}', '{action}': {decision}, not {expected.Outcome}");
            }
        }
    }

    private static string RandomClaimSet(Random random) => Metadata.ClaimSet(
        Pick(random, Names),
        [.. Several(random, 4).Select(_ => (Pick(random, Names), string.Join(' ', Several(random, 3).Select(_ => RandomAction(random)))))]);

    private static string RandomAction(Random random) =>
        $"{Pick(random, Actions)}={string.Join(',', Several(random, 2).Select(_ => Pick(random, ["One", "Two"])))}";

    private static IEnumerable<int> Several(Random random, int atMost) => Enumerable.Range(0, random.Next(atMost + 1));

    private static string Pick(Random random, string[] names) => names[random.Next(names.Length)];
}
