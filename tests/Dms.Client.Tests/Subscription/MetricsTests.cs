using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using Testing;

namespace Dms.Client.Tests.Subscription;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Meter_AfterSomeReleases_ShowsWhatHappened()
    {
        var parts = TestReleases.SmallParts();
        await using var client = new ClientHost();
        using var measured = new MeasuredMeter(client.Services.GetRequiredService<IMeterFactory>());
        await client.StartAsync();
        measured.Observe();
        Assert.Empty(measured.Values);
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(parts));
        var extra = Part.Of("extra", new byte[100]);
        await client.ApplyAsync(stream, TestReleases.Publish([.. parts, extra], 2), parts.Select(part => part.Digest).ToHashSet());
        stream.SendRelease(TestReleases.Publish([Part.Of(PartNames.Claims, "{}"u8.ToArray())], 3));
        await client.Sidecar.NextReportAsync();
        stream.Heartbeat(null);
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        stream.End();
        await client.ReconnectAsync();
        measured.Observe();

        Assert.Equal(2, measured.Values["dms.client.snapshot.generation"]);
        Assert.Equal((client.Time.GetUtcNow() - client.Current.Release.PublishedAt).TotalSeconds, measured.Values["dms.client.snapshot.age"], 3);
        Assert.Equal(client.Snapshots.Status.HeartbeatAge!.Value.TotalSeconds, measured.Values["dms.client.heartbeat.age"], 3);
        Assert.Equal(2, measured.Counts["dms.client.apply.duration"]);
        Assert.Equal(1, measured.Values["dms.client.releases.rejected PART_INVALID"]);
        Assert.Equal(1, measured.Values["dms.client.reconnects"]);
        Assert.Equal(parts.Sum(part => part.Content.Length) + 102, measured.Values["dms.client.received.bytes"]);
        Assert.Equal(parts.Count + 2, measured.Values["dms.client.received.parts"]);
        Assert.Equal(parts.Count, measured.Values["dms.client.reused.parts"]);
    }

    [Fact]
    public async Task Meter_ClaimsTooOld_ShowsTheirAge()
    {
        await using var client = new ClientHost(options => options.MaxClaimsAge = TimeSpan.FromMinutes(10));
        using var measured = new MeasuredMeter(client.Services.GetRequiredService<IMeterFactory>());
        await client.StartAsync();
        var release = TestReleases.Publish(TestReleases.SmallParts());
        var stream = await client.ApplyFirstAsync(release);
        measured.Observe();
        Assert.Equal((0, 0), (measured.Values["dms.client.claims.age"], measured.Values["dms.client.claims.too_old"]));

        stream.Heartbeat(release.Position, TimeSpan.FromMinutes(11));
        await Eventually.IsTrueAsync(() => client.Snapshots.Status.HeartbeatAge is not null);
        measured.Observe();
        Assert.Equal((660, 1), (measured.Values["dms.client.claims.age"], measured.Values["dms.client.claims.too_old"]));
    }

    [Fact]
    public async Task Document_OfTheClient_NamesEveryInstrumentAndNoOther()
    {
        await using var client = new ClientHost();
        var instruments = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, client.Services.GetRequiredService<IMeterFactory>()))
                instruments.Add($"| `{instrument.Name}` | {KindOf(instrument)} | `{instrument.Unit}` | {instrument.Description} |");
        };
        listener.Start();
        await client.StartAsync();

        var documented = RowOf().Matches(Repository.Read("docs/telemetry.md"))
            .Select(row => $"| {row.Groups[1].Value} | {row.Groups[2].Value} | {row.Groups[3].Value} | {row.Groups[4].Value} |");
        Assert.Equal(instruments.Where(row => row.Contains("`dms.client.", StringComparison.Ordinal)).Order(), documented.Order());
    }

    [Fact]
    public async Task Activities_OfAnAppliedRelease_AreItsStages()
    {
        await using var client = new ClientHost();
        var activities = new ConcurrentQueue<(string Name, string? Parent)>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Dms.Client",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                // Other tests apply releases at the same time.
                if (activity.GetTagItem("generation") is 4711L)
                    activities.Enqueue((activity.OperationName, activity.Parent?.OperationName));
            },
        };
        ActivitySource.AddActivityListener(listener);
        await client.StartAsync();

        await client.ApplyFirstAsync(TestReleases.Publish(TestReleases.SmallParts(), 4711));

        await Eventually.IsTrueAsync(() => activities.Contains(("apply", null)));
        Assert.Equal([("verify", null), ("prepare", "apply"), ("gates", "apply"), ("swap", "apply"), ("apply", null)], activities);
    }

    private static string KindOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" => "counter",
        "Histogram" => "histogram",
        _ => "gauge",
    };

    [GeneratedRegex(@"^\| (`dms\.client\.[a-z._]+`) \| ([a-z]+) \| (`[^`]+`) \| [^|]+ \|[^|]*\| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex RowOf();

    private sealed class MeasuredMeter : IDisposable
    {
        private readonly MeterListener _listener = new();

        public MeasuredMeter(IMeterFactory factory)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Dms.Client" && ReferenceEquals(instrument.Meter.Scope, factory))
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
            _listener.Start();
        }

        public ConcurrentDictionary<string, double> Values { get; } = new();

        public ConcurrentDictionary<string, int> Counts { get; } = new();

        public void Observe() => _listener.RecordObservableInstruments();

        public void Dispose() => _listener.Dispose();

        private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var key = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            Values.AddOrUpdate(key, value, (_, before) => instrument is Counter<long> ? before + value : value);
            Counts.AddOrUpdate(key, 1, (_, before) => before + 1);
        }
    }
}
