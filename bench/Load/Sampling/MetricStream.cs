using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;

namespace Load.Sampling;

/// <summary>
/// An open stream of a process's metrics over the runtime's diagnostics port: nothing needs to be built into the process. It costs the
/// process a thread that adds up once a second.
/// </summary>
internal sealed class MetricStream : IAsyncDisposable
{
    private const string Meters = "System.Runtime,Microsoft.AspNetCore.Hosting,Microsoft.AspNetCore.Server.Kestrel,System.Net.Http,Npgsql";
    private const string MetricsProvider = "System.Diagnostics.Metrics";
    private const string KestrelProvider = "Microsoft-AspNetCore-Server-Kestrel";
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private const int BufferMegabytes = 16;
    private const long TimeSeriesValues = 2;
    private const long Contentions = 0x4000;
    private const double NanosecondsPerSecond = 1e9;

    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly EventPipeSession _session;
    private readonly MetricTable _table;
    private readonly Task _reading;

    private MetricStream(EventPipeSession session, MetricTable table)
    {
        (_session, _table) = (session, table);
        _reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Why some or all is missing, in the words of the process; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the process has ended, or closed the stream.</summary>
    public bool HasEnded => _reading.IsCompleted;

    /// <exception cref="DiagnosticsClientException">It is no .NET process, is gone, or belongs to another user.</exception>
    public static async Task<MetricStream> OpenAsync(int processId, MetricTable table, CancellationToken cancellationToken) =>
        new(await new DiagnosticsClient(processId).StartEventPipeSessionAsync(Configuration(), cancellationToken), table);

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await _session.StopAsync(patience.Token);
            await _reading.WaitAsync(patience.Token);
        }
        catch (Exception gone) when (gone is DiagnosticsClientException or OperationCanceledException or IOException or TimeoutException)
        {
            // The process is gone or hangs; disposing closes this end.
        }

        _session.Dispose();
    }

    // Without stacks, which would cost the process more than all the rest.
    private static EventPipeSessionConfiguration Configuration() =>
        new(Providers(), BufferMegabytes, requestRundown: false, requestStackwalk: false);

    private static EventPipeProvider[] Providers() =>
    [
        // Shared: a second reader with the same settings, such as a recording and a diagnosis at once, does not end the first.
        new(MetricsProvider, EventLevel.Informational, TimeSeriesValues, new Dictionary<string, string>
        {
            ["SessionId"] = "SHARED",
            ["ClientId"] = Guid.NewGuid().ToString(),
            ["Metrics"] = Meters,
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "2000",
            ["MaxHistograms"] = "500",
        }),
        // Its meter counts connections from now on only; these counters know those that were there before. Critical: no event a request.
        new(KestrelProvider, EventLevel.Critical, 0, new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" }),
        // How long threads wait for locks; the meter only counts how often.
        new(RuntimeProvider, EventLevel.Informational, Contentions),
    ];

    private static double Number(TraceEvent metric, string name) =>
        double.TryParse(metric.PayloadStringByName(name, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;

    private void Read()
    {
        try
        {
            using var source = new EventPipeEventSource(_session.EventStream);
            source.Dynamic.All += Take;
            _table.Begin(ProcessReader.LockWait);
            source.Clr.ContentionStop += stop => _table.Add(ProcessReader.LockWait, "", 1, stop.DurationNs / NanosecondsPerSecond);
            source.Process();
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or FormatException or EndOfStreamException)
        {
            // A stream that breaks off in the midst of an event: the process was killed.
        }
    }

    private void Take(TraceEvent metric)
    {
        if (metric.ProviderName == KestrelProvider && metric.EventName == "EventCounters")
            TakeCounter(metric);
        else if (metric.ProviderName == MetricsProvider)
            TakeMetric(metric);
    }

    private void TakeCounter(TraceEvent counter)
    {
        if (counter.PayloadValue(0) is IDictionary<string, object> outer && outer["Payload"] is IDictionary<string, object> fields
            && fields.TryGetValue("Mean", out var mean))
            _table.Set("event:" + fields["Name"], "", Convert.ToDouble(mean, CultureInfo.InvariantCulture));
    }

    private void TakeMetric(TraceEvent metric)
    {
        var instrument = metric.PayloadByName("instrumentName") as string ?? "";
        var tags = metric.PayloadByName("tags") as string ?? "";
        switch (metric.EventName)
        {
            case "BeginInstrumentReporting":
                _table.Begin(instrument);
                break;
            case "CounterRateValuePublished":
                _table.Set(instrument, tags, Number(metric, "value"));
                break;
            case "UpDownCounterRateValuePublished":
                _table.SetLevel(instrument, tags, Number(metric, "value"));
                break;
            case "GaugeValuePublished":
                _table.Set(instrument, tags, Number(metric, "lastValue"));
                break;
            case "HistogramValuePublished":
                _table.Add(instrument, tags, (long)Number(metric, "count"), Number(metric, "sum"));
                break;
            case "Collection/Stop":
                _table.Heard();
                break;
            case "HistogramLimitReached" or "TimeSeriesLimitReached":
                Problem = "The process has more time series than are read; sums are too small.";
                break;
            case "MultipleSessionsNotSupportedError" or "MultipleSessionsConfiguredIncorrectlyError":
                Problem = "Another tool reads the metrics of the process with other settings; end it first.";
                break;
            case "Error":
                Problem = metric.PayloadStringByName("errorMessage", CultureInfo.InvariantCulture);
                break;
            default:
                break;
        }
    }
}
