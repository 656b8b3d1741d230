using SchemaClaimsSidecar.Rollout;

namespace SchemaClaimsSidecar.Tests.Rollout;

public sealed class RolloutTargetTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("0%")]
    [InlineData("101%")]
    [InlineData("-1%")]
    [InlineData("1.5%")]
    [InlineData(" 10%")]
    [InlineData("10")]
    [InlineData("zone")]
    [InlineData("zone=")]
    [InlineData("=a")]
    [InlineData("zone=a,")]
    [InlineData("zone=a,,tier=b")]
    public void TryParse_WhatIsNoPartOfAFleet_IsFalse(string text) => Assert.False(RolloutTarget.TryParse(text, out _));

    // The same on every sidecar and in every version: these must never change.
    [Theory]
    [InlineData("dms-0", 33)]
    [InlineData("dms-1", 87)]
    [InlineData("dms-7c9f5d8b6-x2x9q", 86)]
    public void Selects_AName_FromTheSameShareOnAlways(string name, int place)
    {
        Assert.False(Selects($"{place}%", name));
        Assert.True(Selects($"{place + 1}%", name));
    }

    [Fact]
    public void Selects_AGreaterShare_ContainsEverySmallerOneUpToAll()
    {
        var names = Enumerable.Range(0, 2000).Select(number => $"pod-{number}").ToArray();
        var before = new HashSet<string>();
        for (var percent = 1; percent <= 100; percent++)
        {
            var selected = names.Where(name => Selects($"{percent}%", name)).ToHashSet();

            Assert.Superset(before, selected);
            Assert.InRange(selected.Count, (names.Length * percent / 100) - 100, (names.Length * percent / 100) + 100);
            before = selected;
        }

        Assert.Equal(names.Length, before.Count);
    }

    [Fact]
    public void Selects_Labels_MustAllAgree()
    {
        var labels = new Dictionary<string, string> { ["zone"] = "a", ["tier"] = "web=1" };

        Assert.True(Selects("zone=a", "pod", labels));
        Assert.True(Selects("zone=a,tier=web=1", "pod", labels));
        Assert.True(Selects("zone = a, tier = web=1", "pod", labels));
        Assert.False(Selects("zone=b", "pod", labels));
        Assert.False(Selects("zone=A", "pod", labels));
        Assert.False(Selects("zone=a,tier=db", "pod", labels));
        Assert.False(Selects("region=a", "pod", labels));
        Assert.False(Selects("zone=a", "pod"));
    }

    private static bool Selects(string target, string name, Dictionary<string, string>? labels = null)
    {
        Assert.True(RolloutTarget.TryParse(target, out var parsed), target);
        return parsed.Selects(name, labels ?? None);
    }
}
