using System.Net;
using System.Net.Http.Headers;

namespace EndToEnd.Tests.Pages;

/// <summary>What stands around the pages: what nobody is told, and what browsers are told to do with them.</summary>
public sealed class PageHeaderTests(PagesFixture sidecar) : IClassFixture<PagesFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/claims")]
    [InlineData("/there/is/nothing/here")]
    public async Task Browser_OfNobody_IsSentToSignInWhateverThereIs(string path)
    {
        using var answer = await SendAsync(path, token: null);

        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in"), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/sign-in", null)]
    [InlineData("/", PagesFixture.Reading)]
    [InlineData("/claims", PagesFixture.Reading)]
    [InlineData("/audit", PagesFixture.Reading)]
    [InlineData("/upload", PagesFixture.Changing)]
    [InlineData("/releases/4711", PagesFixture.Reading)]
    public async Task Page_AllowsNothingButItsOwn(string path, string? token)
    {
        using var answer = await SendAsync(path, token);

        Assert.Equal(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task SignInPage_TellsNothingOfTheSidecar()
    {
        await sidecar.PublishAsync();
        using var answer = await SendAsync("/sign-in", token: null);
        var page = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("elease", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sign-in", HttpStatusCode.Unauthorized)]
    [InlineData("/rollout/promote", HttpStatusCode.Conflict)]
    [InlineData("/rollout/abort", HttpStatusCode.Conflict)]
    [InlineData("/releases/4711/rollback", HttpStatusCode.Conflict)]
    [InlineData("/upload", HttpStatusCode.BadRequest)]
    [InlineData("/upload/publish", HttpStatusCode.Conflict)]
    public async Task Post_OfNoForm_ChangesNothing(string path, HttpStatusCode expected)
    {
        await sidecar.PublishAsync();
        var before = await sidecar.Administrator.HistoryAsync();
        foreach (var (type, body) in new[]
        {
            ("application/json", "{}"), ("multipart/form-data", "x"), ("application/x-www-form-urlencoded", ""),
        })
        {
            using var content = new StringContent(body, new MediaTypeHeaderValue(type));
            using var http = new HttpClient { BaseAddress = sidecar.Address };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", PagesFixture.Changing);
            using var answer = await http.PostAsync(path, content);

            Assert.True(answer.StatusCode == expected || answer.StatusCode == HttpStatusCode.BadRequest, $"{type}: {answer.StatusCode}");
        }

        Assert.Equal(before, await sidecar.Administrator.HistoryAsync());
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? token)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sidecar.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request);
    }
}
