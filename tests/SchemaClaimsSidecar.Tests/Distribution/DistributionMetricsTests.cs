using System.Diagnostics.Metrics;
using SchemaClaimsSidecar.Distribution;
using static SchemaClaims.V1.ReportRequest.Types;

namespace SchemaClaimsSidecar.Tests.Distribution;

public sealed class DistributionMetricsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("PART_INVALID", "PART_INVALID")]
    [InlineData("something of its own", "other")]
    public void Reported_ACode_IsATagOnlyWhereItIsKnown(string code, string tag)
    {
        var metrics = new DistributionMetrics(new TestMeters());
        var tags = new List<string?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "schemaclaims.reports")
                self.EnableMeasurementEvents(instrument);
        };
        var thread = Environment.CurrentManagedThreadId;
        listener.SetMeasurementEventCallback<long>((_, _, all, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
                tags.Add((string?)all.ToArray().Single(one => one.Key == "code").Value);
        });
        listener.Start();

        metrics.Reported(Outcome.Rejected, code);

        Assert.Equal([tag], tags);
    }
}
