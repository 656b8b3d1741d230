using ConfigurationService;
using SchemaClaimsSidecar.Claims.Sources;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Cms;

/// <summary>What a service in trouble does to the source: nothing but an error that says what to do.</summary>
public class CmsFaultTests
{
    [Theory]
    [InlineData(Endpoint.Token, 500)]
    [InlineData(Endpoint.Metadata, 500)]
    [InlineData(Endpoint.Metadata, 503)]
    [InlineData(Endpoint.Metadata, 408)]
    [InlineData(Endpoint.Metadata, 429)]
    public async Task Status_ThatMayPass_IsAskedAgain(Endpoint endpoint, int status)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(endpoint, Faults.Status(status), times: 2);

        AnswerAssert.WithoutTenants(await rig.FetchAsync());

        Assert.Equal(3, rig.Calls(endpoint));
        Assert.Contains(rig.Log.Entries, entry => entry.StartsWith("4100 Warning", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500, 4, "Look at the log of the Configuration Service.")]
    [InlineData(400, 1, "Check whether the service has tenants (Claims:Cms:MultiTenancy)")]
    [InlineData(404, 1, "Check Claims:Cms:BaseUrl and Claims:Cms:ApiVersion")]
    [InlineData(302, 1, "Redirects are not followed")]
    [InlineData(204, 1, "Check Claims:Cms:BaseUrl.")]
    public async Task Status_ThatStays_FailsAfterTheRightNumberOfCalls(int status, int calls, string advice)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(status));

        var message = await rig.FailAsync();

        Assert.StartsWith($"GET {rig.Service.Url}v3/authorizationMetadata answered {status} ", message, StringComparison.Ordinal);
        Assert.Contains(advice, message, StringComparison.Ordinal);
        Assert.Equal(calls, rig.Calls(Endpoint.Metadata));
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("86400", 30)]
    public async Task RetryAfter_IsHeededUpToALimit(string retryAfter, int seconds)
    {
        var time = new ManualTimeProvider();
        await using var rig = await CmsRig.StartAsync(time);
        rig.Service.Fail(Endpoint.Metadata, Faults.Status(429, retryAfter), times: 1);
        var fetch = rig.FetchAsync();
        await Eventually.IsTrueAsync(() => rig.Shown.Contains("4100 Warning", StringComparison.Ordinal) && time.PendingTimers == 1);

        time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, time.PendingTimers);
        time.Advance(TimeSpan.FromSeconds((seconds * 0.1) + 0.1));
        await fetch;

        Assert.Equal(2, rig.Calls(Endpoint.Metadata));
    }

    [Fact]
    public async Task Outage_IsNamed_AndIsOverWhenTheServiceIsBack()
    {
        await using var rig = await CmsRig.StartAsync();
        await rig.FetchAsync();
        await rig.Service.StopAsync();

        var message = await rig.FailAsync();
        Assert.StartsWith($"GET {rig.Service.Url}v3/authorizationMetadata failed: Connection refused", message, StringComparison.Ordinal);

        await rig.Service.StartAgainAsync();
        AnswerAssert.WithoutTenants(await rig.FetchAsync());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task Html_IsNotTakenForClaims(string contentType)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Html(contentType));

        Assert.Equal(
            $"GET {rig.Service.Url}v3/authorizationMetadata answered HTML instead of JSON: "
            + "is Claims:Cms:BaseUrl the Configuration Service?",
            await rig.FailAsync());
        Assert.Equal(1, rig.Calls(Endpoint.Metadata));
    }

    [Theory]
    [InlineData("", "(empty-document)")]
    [InlineData("[", "(truncated)")]
    [InlineData("{}", "(type)")]
    [InlineData("""[{"claimSetName":"A","claims":[]}]""", "at /0: The property 'authorizations' is missing. (required)")]
    [InlineData(
        """[{"claimSetName":"A","claims":[],"authorizations":[]},{"claimSetName":"a","claims":[],"authorizations":[]}]""",
        "(claim-set-name)")]
    public async Task Json_ThatIsNoMetadata_IsRefusedByPlaceAndRule(string body, string message)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Body(body));

        var failure = await Assert.ThrowsAsync<ClaimsSourceException>(rig.FetchAsync);

        Assert.StartsWith($"{rig.Service.Url}v3/authorizationMetadata", failure.Message, StringComparison.Ordinal);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Problems);
    }

    [Fact]
    public async Task Json_WithoutAContentType_IsTaken()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Body("[]", contentType: null));

        Assert.Empty(AnswerAssert.WithoutTenants(await rig.FetchAsync()));
    }

    [Fact]
    public async Task Body_HalfSent_IsAskedForAgain()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.HalfBody(), times: 1);

        Assert.Single(AnswerAssert.WithoutTenants(await rig.FetchAsync()));

        Assert.Equal(2, rig.Calls(Endpoint.Metadata));
    }

    [Fact]
    public async Task Body_AlwaysHalfSent_Fails()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.HalfBody());

        Assert.Contains("v3/authorizationMetadata failed: ", await rig.FailAsync(), StringComparison.Ordinal);
        Assert.Equal(4, rig.Calls(Endpoint.Metadata));
    }

    [Theory]
    [InlineData(Endpoint.Metadata, false)]
    [InlineData(Endpoint.Metadata, true)]
    [InlineData(Endpoint.Token, false)]
    public async Task Body_TooLong_IsNotReadToItsEnd(Endpoint endpoint, bool compressed)
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Options.MaxAnswerBytes = 1024 * 1024;
        rig.Service.Fail(endpoint, Faults.EndlessBody(200L * 1024 * 1024, compressed));

        var message = await rig.FailAsync();

        var limit = endpoint == Endpoint.Token ? 64 * 1024 : rig.Options.MaxAnswerBytes;
        Assert.Contains($"answered more than {limit} bytes", message, StringComparison.Ordinal);
        Assert.Equal(1, rig.Calls(endpoint));
    }

    [Fact]
    public async Task Body_ThatStopsWithoutAnEnd_IsGivenUp()
    {
        var time = new ManualTimeProvider();
        await using var rig = await CmsRig.StartAsync(time);
        rig.Options.MaxRetries = 0;
        rig.Service.Fail(Endpoint.Metadata, Faults.EndlessBody(1024));
        var fetch = rig.FailAsync();
        await Eventually.IsTrueAsync(() => rig.Calls(Endpoint.Metadata) == 1);

        time.Advance(rig.Options.RequestTimeout);

        Assert.Contains("was not answered within 00:00:10.", await fetch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_Compressed_IsRead()
    {
        await using var rig = await CmsRig.StartAsync();
        rig.Service.Fail(Endpoint.Metadata, Faults.Compressed());

        Assert.Equal("SISVendor", Assert.Single(AnswerAssert.WithoutTenants(await rig.FetchAsync())).Name);
    }

    [Fact]
    public async Task Answer_ThatDoesNotCome_IsGivenUp()
    {
        var time = new ManualTimeProvider();
        await using var rig = await CmsRig.StartAsync(time);
        rig.Options.MaxRetries = 0;
        var gate = rig.Service.Hold(Endpoint.Metadata);
        var fetch = rig.FailAsync();
        await Eventually.IsTrueAsync(() => gate.Arrived == 1);

        time.Advance(rig.Options.RequestTimeout);

        Assert.StartsWith(
            $"GET {rig.Service.Url}v3/authorizationMetadata was not answered within 00:00:10.", await fetch, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failures_OneAfterTheOther_LeaveTheServiceAloneForAWhile()
    {
        var time = new ManualTimeProvider();
        await using var rig = await CmsRig.StartAsync(time);
        rig.Options.MaxRetries = 0;
        rig.Service.Fail(Endpoint.Token, Faults.Status(500));
        for (var failures = 0; failures < 5; failures++)
            Assert.Contains("answered 500", await rig.FailAsync(), StringComparison.Ordinal);
        rig.Service.Repair();

        var message = await rig.FailAsync();
        Assert.Contains("connect/token was not sent: ", message, StringComparison.Ordinal);
        Assert.Contains("The last failure: POST", message, StringComparison.Ordinal);
        Assert.Equal(5, rig.Calls(Endpoint.Token));

        time.Advance(rig.Options.BreakDuration + TimeSpan.FromSeconds(1));
        AnswerAssert.WithoutTenants(await rig.FetchAsync());
        Assert.Contains(rig.Log.Entries, entry => entry.StartsWith("4101 Error", StringComparison.Ordinal));
        Assert.Contains(rig.Log.Entries, entry => entry.StartsWith("4102 Information", StringComparison.Ordinal));
    }
}
