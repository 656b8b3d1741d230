using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Dms.Client.Tests.Hosting;

public sealed class MiddlewareTests
{
    private static readonly IReadOnlyList<SchemaClaims.Contracts.Part> Parts = TestReleases.SmallParts();

    [Fact]
    public async Task Request_BeforeTheFirstSnapshot_IsAnsweredWith503AndRetryAfter()
    {
        await using var client = await ClientHost.StartAsync(options => options.RetryAfter = TimeSpan.FromSeconds(7));
        var reached = false;
        var context = await SendAsync(client, _ => { reached = true; return Task.CompletedTask; });

        Assert.False(reached);
        Assert.Equal(503, context.Response.StatusCode);
        Assert.Equal("7", context.Response.Headers.RetryAfter);
        Assert.Equal("application/problem+json", context.Response.ContentType);
    }

    [Fact]
    public async Task Request_AcrossASwap_SeesOneSnapshot()
    {
        await using var client = await ClientHost.StartAsync();
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var swapped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = new List<DmsSnapshot>();
        var request = SendAsync(client, async context =>
        {
            seen.Add(context.GetDmsSnapshot());
            inside.SetResult();
            await swapped.Task;
            seen.Add(context.GetDmsSnapshot());
        });
        await inside.Task.WaitAsync(Patience.Limit);
        await client.ApplyAsync(stream, TestReleases.Publish(Parts, 2), Parts.Select(part => part.Digest).ToHashSet());
        swapped.SetResult();
        await request.WaitAsync(Patience.Limit);

        Assert.Equal(2, client.Current.Release.Generation);
        Assert.Equal([1, 1], seen.Select(snapshot => snapshot.Release.Generation));
        Assert.Same(seen[0], seen[1]);
        await SendAsync(client, context => { seen.Add(context.GetDmsSnapshot()); return Task.CompletedTask; });
        Assert.Equal(2, seen[2].Release.Generation);
    }

    [Fact]
    public void GetDmsSnapshot_WithoutTheMiddleware_SaysWhatToDo() => Assert.Contains(
        "UseDmsSnapshot", Assert.Throws<InvalidOperationException>(() => new DefaultHttpContext().GetDmsSnapshot()).Message, StringComparison.Ordinal);

    private static async Task<HttpContext> SendAsync(ClientHost client, RequestDelegate handler)
    {
        var app = new ApplicationBuilder(client.Services).UseDmsSnapshot();
        app.Run(handler);
        var context = new DefaultHttpContext { RequestServices = client.Services };
        await app.Build()(context);
        return context;
    }
}
