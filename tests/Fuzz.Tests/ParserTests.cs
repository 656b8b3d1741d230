using Fuzz.Tests.Targets;
using Xunit.Abstractions;

namespace Fuzz.Tests;

/// <summary>What every parser promises, whatever it is given.</summary>
public sealed class ParserTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => new(AllTargets.ByName.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_FedWithSeedsAndSavedInputs_KeepsItsPromises(string name)
    {
        var target = AllTargets.ByName[name];
        for (var i = 0; i < target.Seeds.Count; i++)
            Assert.True(Fuzzer.Feed(target, target.Seeds[i], $"example {i}"), $"example {i} of {name} is refused");
        foreach (var (file, content) in Corpus.Of(name))
            Fuzzer.Feed(target, content, $"saved input {file}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parser_FedWithMutations_KeepsItsPromises(string name)
    {
        var target = AllTargets.ByName[name];
        var (seed, iterations) = (Fuzzer.Seed, target.Iterations * Fuzzer.Times);
        output.WriteLine($"seed {seed}");

        var accepted = Fuzzer.Run(target, seed, iterations);

        output.WriteLine($"{accepted} of {iterations} accepted");
        // Mutations must not all break what the input looks like from outside, nor leave all as it was.
        Assert.InRange(accepted, 0, iterations - 1);
    }
}
