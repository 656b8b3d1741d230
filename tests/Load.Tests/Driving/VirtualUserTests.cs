using System.Collections.Concurrent;
using Load.Driving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Load.Tests.Driving;

public sealed class VirtualUserTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> _connections = new();
    private readonly WebApplication _server;

    public VirtualUserTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.MapGet("/", (HttpContext context) => _connections.Enqueue(context.Connection.Id));
        _server.MapGet("/failure", () => Results.StatusCode(StatusCodes.Status500InternalServerError));
        _server.MapGet("/problem", () => Results.Problem("The database did not answer.", title: "System Error"));
        _server.MapGet("/text", () => Results.Text("Come back\nlater.", statusCode: StatusCodes.Status503ServiceUnavailable));
        _server.MapGet("/list", () => Results.Json(new[] { 1, 2 }, statusCode: StatusCodes.Status400BadRequest));
        _server.MapGet("/silence", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
    }

    private Uri Url => new(_server.Urls.First());

    public Task InitializeAsync() => _server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Users_OneAfterTheOther_EachKeepAConnectionOfTheirOwn()
    {
        using var ann = new VirtualUser(Url, null, Patience);
        using var ben = new VirtualUser(Url, null, Patience);
        foreach (var user in (VirtualUser[])[ann, ann, ben, ben])
            Assert.Null(await SendAsync(user, "/"));

        var ids = _connections.ToArray();
        Assert.Equal((ids[0], ids[2]), (ids[1], ids[3]));
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Equal((1, 1), (ann.Connections, ben.Connections));
    }

    [Fact]
    public async Task Call_ThatIsAnsweredByAnErrorOrNotAtAll_HasFailed()
    {
        using var user = new VirtualUser(Url, null, TimeSpan.FromMilliseconds(100));
        using var nowhere = new VirtualUser(new Uri("http://127.0.0.1:1"), null, Patience);

        Assert.Equal("500", await SendAsync(user, "/failure"));
        Assert.Equal("no answer in time", await SendAsync(user, "/silence"));
        Assert.Equal("HttpRequestException: ConnectionError", await SendAsync(nowhere, "/"));
    }

    [Theory]
    [InlineData("/problem", "500 System Error: The database did not answer.")]
    [InlineData("/text", "503 Come back later.")]
    [InlineData("/list", "400 [1,2]")]
    public async Task Cause_OfAFailure_IsTheStatusAndWhatTheBodySays(string path, string cause)
    {
        using var user = new VirtualUser(Url, null, Patience);

        Assert.Equal(cause, await SendAsync(user, path));
    }

    [Fact]
    public async Task Call_ThatIsCancelled_IsNoFailure()
    {
        using var user = new VirtualUser(Url, null, Patience);
        using var end = new CancellationTokenSource();

        var sending = user.SendAsync(new Call("any", HttpMethod.Get, "/silence"), end.Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static Task<string?> SendAsync(VirtualUser user, string path) =>
        user.SendAsync(new Call("any", HttpMethod.Get, path), CancellationToken.None);
}
