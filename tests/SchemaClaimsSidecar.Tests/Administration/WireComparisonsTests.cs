using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Comparison;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Tests.Administration;

public sealed class WireComparisonsTests
{
    private const int MostBytes = 4 * 1024 * 1024;

    [Fact]
    public void Of_EndlessChanges_FitsIntoAMessageAndCountsAll()
    {
        const int Count = 50_000;
        var changes = new ChangeList();
        var value = new string('x', 10_000);
        for (var i = 0; i < Count; i++)
            changes.For($"ed-fi/{i}{value}").Changed(FieldRules.TypeChanged, Aspect.Field, value, value, value, value);

        var message = WireComparisons.Of(new SnapshotComparison(changes.Sorted()), null, null, WireComparisons.MostChanges);

        Assert.InRange(message.CalculateSize(), 1, MostBytes);
        Assert.InRange(message.Changes.Count, 1000, WireComparisons.MostChanges);
        Assert.Equal((Count, Count), ((int)message.Total, (int)message.BreakingForReaders));
        Assert.Equal(Count, message.Changes.Count + (int)message.Omitted);
    }

    [Fact]
    public void Of_ManySmallChanges_StopsAtTheLimit()
    {
        var changes = new ChangeList();
        for (var i = 0; i < 20; i++)
            changes.For($"ed-fi/{i}").Added(FieldRules.Added, Aspect.Field, "$.a");

        var message = WireComparisons.Of(new SnapshotComparison(changes.Sorted()), null, null, limit: 7);

        Assert.Equal((7, 13U, 20U), (message.Changes.Count, message.Omitted, message.Compatible));
        Assert.Equal("field-added", Assert.Single(message.Rules).Name);
    }
}
