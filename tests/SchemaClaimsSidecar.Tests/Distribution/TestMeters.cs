using System.Diagnostics.Metrics;

namespace SchemaClaimsSidecar.Tests.Distribution;

internal sealed class TestMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
    }
}
