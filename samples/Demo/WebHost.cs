using System.Globalization;
using Dms.Client.Snapshots;
using Microsoft.Extensions.DependencyInjection;

namespace Demo;

/// <summary>A small web host that answers as DMS does: by the API schema of the snapshot that the request is pinned to.</summary>
internal static class WebHost
{
    public static async Task<int> RunAsync(string socket, string lastKnownGoodFolder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        builder.Services.AddDmsSnapshots(options =>
        {
            options.Address = $"unix://{socket}";
            options.Subscriber = "demo-dms";
            options.LastKnownGoodFolder = lastKnownGoodFolder;
        });

        var app = builder.Build();
        app.UseDmsSnapshot();
        app.MapGet("/data/{project}/{endpoint}", (string project, string endpoint, HttpContext context) =>
        {
            var snapshot = context.GetDmsSnapshot();
            context.Response.Headers["Schema-Generation"] = snapshot.Release.Generation.ToString(CultureInfo.InvariantCulture);
            return snapshot.Schema.FindResource(project, endpoint) is { } resource
                ? Results.Text($"{{\"resource\":\"{resource.ResourceName}\",\"paths\":{resource.DocumentPaths.Length}}}", "application/json")
                : Results.NotFound();
        });

        await app.StartAsync();
        Console.WriteLine($"listening {app.Urls.First()}");
        await TellSnapshotsAsync(app.Services.GetRequiredService<ISnapshots>(), app.Lifetime.ApplicationStopping);
        await app.StopAsync();
        return 0;
    }

    private static async Task TellSnapshotsAsync(ISnapshots snapshots, CancellationToken cancellationToken)
    {
        DmsSnapshot? before = null;
        try
        {
            await foreach (var snapshot in snapshots.ReadAllAsync(cancellationToken))
            {
                Console.WriteLine(new AppliedSnapshot(DateTimeOffset.UtcNow, snapshot.Release.Generation, Reused(before, snapshot)).ToLine());
                before = snapshot;
            }
        }
        catch (OperationCanceledException)
        {
            // The conductor has stopped us.
        }
    }

    private static int Reused(DmsSnapshot? before, DmsSnapshot now) =>
        before is null ? 0 : now.PartNames.Count(name => before.TryGetRawPart(name, out var old) && old.Equals(now.RawPart(name)));
}
