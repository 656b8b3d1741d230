using System.Collections.Concurrent;
using Load.Driving;
using Load.Sampling;
using Load.Scenarios;
using Load.Servers;

namespace Load.Recording;

/// <summary>Collects what makes a recording of one mode.</summary>
internal sealed class Recorder(TimeProvider time)
{
    private readonly ConcurrentQueue<Sample> _samples = new();
    private readonly ConcurrentQueue<VersionPoint> _versions = new();
    private readonly ConcurrentQueue<Mark> _marks = new();
    private readonly List<LoggedException> _exceptions = [];
    private readonly List<Phase> _phases = [];
    private readonly List<SliceRecord> _slices = [];

    /// <summary>When the recording began, by the clock on the wall.</summary>
    public DateTimeOffset Began { get; } = time.GetUtcNow();

    /// <summary>Sends the calls, and has the time of the recording.</summary>
    public Drive Drive { get; } = new(time);

    public void Add(VersionPoint version) => _versions.Enqueue(version);

    public void Add(IReadOnlyList<LoggedException> exceptions) => _exceptions.AddRange(exceptions);

    public void Note(string what) => _marks.Enqueue(new Mark(Drive.Seconds, what));

    public void Add(SliceRecord slice, double startSeconds)
    {
        _slices.Add(slice);
        _phases.Add(new Phase { Name = slice.Phase, StartSeconds = startSeconds, EndSeconds = Drive.Seconds });
    }

    /// <summary>Takes samples until the sampler ends.</summary>
    public async Task TakeAsync(Sampler sampler, CancellationToken cancellationToken)
    {
        var start = Drive.Seconds;
        await foreach (var sample in sampler.SampleAsync(cancellationToken))
            _samples.Enqueue(sample with { Seconds = start + sample.Seconds });
    }

    /// <summary>Requests a second in these slices, on the average.</summary>
    public double Throughput(Func<Slice, bool> slices)
    {
        var phases = _slices.Zip(_phases).Where(pair => slices(pair.First.Slice)).Select(pair => pair.Second).ToArray();
        return LatencyTable.Of(Drive.Outcomes, phases).Where(row => row.Kind == LatencyRow.AllKinds).Sum(row => row.Count)
            / phases.Sum(phase => phase.EndSeconds - phase.StartSeconds);
    }

    /// <summary>All of it.</summary>
    public Run ToRun(
        string name, string mode, IReadOnlyDictionary<string, string> settings, IReadOnlyList<string> databaseLog) => new()
    {
        Name = name,
        Mode = mode,
        Settings = settings,
        Phases = [.. _phases],
        Samples = [.. _samples],
        Latencies = LatencyTable.Of(Drive.Outcomes, _phases),
        Driven = new Driven
        {
            Slices = [.. _slices], Timeline = LatencyTable.OverTime(Drive.Outcomes), Versions = [.. _versions], Marks = [.. _marks],
            ServerExceptions =
            [
                .. _exceptions.GroupBy(logged => logged.Text)
                    .Select(same => new LoggedException(same.Key, same.Sum(logged => logged.Count))),
            ],
            Failures = LatencyTable.Failures(Drive.Outcomes, _phases),
            DatabaseMessages = DatabaseLog.Messages(databaseLog, Site.ApplicationName(mode), Began, _phases),
        },
    };
}
