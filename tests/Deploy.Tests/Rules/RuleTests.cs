using Deploy.Tests.Manifests;
using Deploy.Tests.Support;

namespace Deploy.Tests.Rules;

/// <summary>The rules hold for every overlay, and each finds what breaks it.</summary>
public sealed class RuleTests
{
    private const string Sound = "single";

    public static TheoryData<string, string> OverlaysAndRules
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var overlay in Overlays.All)
            {
                foreach (var rule in AllRules.ByName.Keys)
                    rows.Add(overlay, rule);
            }

            return rows;
        }
    }

    public static TheoryData<int, string, string> Broken
    {
        get
        {
            var rows = new TheoryData<int, string, string>();
            for (var i = 0; i < Breakages.All.Count; i++)
                rows.Add(i, Breakages.All[i].Rule, Breakages.All[i].Finding);
            return rows;
        }
    }

    [KubectlTheory]
    [MemberData(nameof(OverlaysAndRules))]
    public void Overlay_AsRendered_BreaksNoRule(string overlay, string rule) =>
        Assert.Empty(AllRules.ByName[rule](Overlays.Read(overlay)));

    [KubectlTheory]
    [MemberData(nameof(Broken))]
    public void Rule_OnABrokenManifest_FindsWhatIsWrong(int breakage, string rule, string finding)
    {
        var deployment = Overlays.Read(Sound);
        Breakages.All[breakage].Break(deployment);

        var found = Assert.Single(AllRules.ByName[rule](deployment));
        Assert.Contains(finding, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_Each_HaveAManifestThatBreaksThem() =>
        Assert.Equal(AllRules.ByName.Keys.ToHashSet(), Breakages.All.Select(one => one.Rule).ToHashSet());
}
