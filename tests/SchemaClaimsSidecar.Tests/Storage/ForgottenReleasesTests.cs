using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Tests.Storage;

public sealed class ForgottenReleasesTests
{
    [Fact]
    public void And_AnyTwo_ContainsWhatEitherContains()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var (one, other) = (Any(random), Any(random));

            var both = one.And(other);

            for (var generation = 1; generation < 20; generation++)
            {
                var expected = one.Contains(generation) || other.Contains(generation);
                Assert.True(expected == both.Contains(generation), $"seed {seed}, round {round}, generation {generation}");
            }
        }
    }

    [Fact]
    public void Of_NoneForgotten_IsNone() => Assert.True(ForgottenReleases.None.SaysTheSameAs(ForgottenReleases.Of([1, 2, 3], _ => true)));

    [Fact]
    public void Of_Some_ContainsTheOthersThatAreNotKept()
    {
        var forgotten = ForgottenReleases.Of([1, 2, 3, 4, 5], generation => generation is 2 or 5);

        Assert.Equal([1, 3, 4], Enumerable.Range(1, 9).Where(generation => forgotten.Contains(generation)));
    }

    private static ForgottenReleases Any(Random random)
    {
        var kept = Enumerable.Range(1, 20).Where(_ => random.Next(3) == 0).Select(generation => (long)generation).ToHashSet();
        return ForgottenReleases.Of([.. Enumerable.Range(1, random.Next(20)).Select(generation => (long)generation)], kept.Contains);
    }
}
