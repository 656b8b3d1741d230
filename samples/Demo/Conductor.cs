using System.Globalization;

namespace Demo;

/// <summary>Plays the demonstration: a sidecar, a web host, two uploads, and requests all the while.</summary>
internal static class Conductor
{
    private static readonly TimeSpan Undisturbed = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("demo-");
        try
        {
            await PlayAsync(folder.FullName);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task PlayAsync(string folder)
    {
        var timeline = new Timeline();
        string dmsSocket = Path.Combine(folder, "dms.sock"), adminSocket = Path.Combine(folder, "admin.sock");
        var store = Path.Combine(folder, "store");
        using var sidecar = new ChildProcess(
            "schema-claims-sidecar", "serve", "--store", store, "--listen", $"unix://{dmsSocket}", "--admin-socket", adminSocket);
        await sidecar.ReadAsync(line => line.Contains("Application started", StringComparison.Ordinal) ? line : null);
        timeline.Event("sidecar serves", "file store, Unix sockets");

        using var host = new ChildProcess("Demo", "host", dmsSocket, Path.Combine(folder, "last-known-good"));
        var url = await host.ReadAsync(line => line.StartsWith("listening ", StringComparison.Ordinal) ? line["listening ".Length..] : null);
        timeline.Event("web host listens", "no snapshot yet: it answers 503");

        await UploadAsync(timeline, adminSocket, host, "core.json");
        await using var load = new RequestLoad(url);
        await Task.Delay(Undisturbed);
        timeline.Event("requests have been running", $"{Undisturbed.TotalSeconds:0} s, four at a time, without a pause");

        Disturbance[] disturbances =
        [
            await UploadAsync(timeline, adminSocket, host, "core.json", "arts.json"),
            await UploadAsync(timeline, adminSocket, host, "core.json", "arts.json", "transport.json"),
        ];
        await Task.Delay(Undisturbed);
        Report(await load.StopAsync(), disturbances);
    }

    private static async Task<Disturbance> UploadAsync(
        Timeline timeline, string adminSocket, ChildProcess host, params string[] documents)
    {
        timeline.Event($"upload {string.Join(" + ", documents)}");
        var upload = await Upload.RunAsync(adminSocket, [.. documents.Select(SampleSchemas.PathOf)]);
        var applied = await host.ReadAsync(AppliedSnapshot.Read);
        timeline.Event(upload.ReceivedAt, "  first byte at the sidecar");
        timeline.Event(upload.DoneAt, $"  release {upload.Generation} is durable", Changes(upload));
        timeline.Event(applied.At, $"  release {applied.Generation} is in use",
            $"{upload.TotalParts - applied.ReusedParts} parts sent, {applied.ReusedParts} reused; durable → applied "
            + $"{Milliseconds(applied.At - upload.DoneAt)}, upload → applied {Milliseconds(applied.At - upload.ReceivedAt)}");
        return new Disturbance(upload.ReceivedAt, applied.At);
    }

    private static void Report(IReadOnlyList<RequestLoad.Sample> samples, Disturbance[] uploads)
    {
        Console.WriteLine();
        Console.WriteLine($"before the uploads  {Latencies.Of(samples.Where(sample => sample.SentAt < uploads[0].From))}");
        Console.WriteLine($"during the uploads  {Latencies.Of(samples.Where(sample => uploads.Any(upload => upload.Covers(sample.SentAt))))}");
        Console.WriteLine($"after them          {Latencies.Of(samples.Where(sample => sample.SentAt > uploads[^1].To))}");
        var generations = string.Join(", ", samples.GroupBy(sample => sample.Generation).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => $"{group.Count()} under release {group.Key}"));
        Console.WriteLine($"{samples.Count} requests: {generations}; {samples.Count(sample => sample.Status != 200)} failed");
    }

    private static string Changes(Upload upload) => $"{upload.Added.Count} parts added, {upload.Changed.Count} changed, of {upload.TotalParts}";

    private static string Milliseconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalMilliseconds:0.0} ms");
}
