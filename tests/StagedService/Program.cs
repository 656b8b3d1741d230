using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using StagedService;

// Arguments: --postgres CONNECTION, --remote URL, --max-threads N, each where the routes that are asked for need it.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.WebHost.UseUrls("http://127.0.0.1:0");
if (int.TryParse(builder.Configuration["max-threads"], out var threads))
    ThreadPool.SetMaxThreads(threads, threads);

await using var app = builder.Build();
if (builder.Configuration["postgres"] is { } postgres)
    app.MapDatabase(postgres);
if (builder.Configuration["remote"] is { } remote)
    app.MapRemote(new Uri(remote));
app.MapWork();
await app.StartAsync();
Console.WriteLine(app.Urls.Single());

// Whoever started it holds the other end; when that is gone, so is this.
await Console.In.ReadToEndAsync();
await app.StopAsync();
