using System.Text;
using ConfigurationService;
using Dms.Client.Claims;
using Dms.Client.Snapshots;
using EndToEnd.Tests.Support;
using SchemaClaims.V1;
using Testing;
using static SchemaClaims.V1.RefreshClaimsResponse.Types;

namespace EndToEnd.Tests.Claims;

public sealed class RefreshTests : IAsyncLifetime
{
    private const int Refreshes = 20;
    private const string Student = "http://ed-fi.org/identity/claims/ed-fi/student";

    private readonly TemporaryFolder _folder = new();
    private FakeConfigurationService _service = null!;
    private SidecarProcess _sidecar = null!;
    private Administrator _administrator = null!;

    private Place Place => Place.In(_folder.Path);

    public async Task InitializeAsync()
    {
        _service = await FakeConfigurationService.StartAsync();
        _service.Answer(Reading("Strategy0"));
        var variables = ClaimsSettings.VariablesFor(_service);
        variables["SCHEMACLAIMS_Claims__RefreshInterval"] = "1.00:00:00";
        _sidecar = await SidecarProcess.StartAsync(Place, variables);
        _administrator = new Administrator(Place.AdminSocket);
    }

    public async Task DisposeAsync()
    {
        _administrator.Dispose();
        await _sidecar.DisposeAsync();
        await _service.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(64)]
    [InlineData(1000)]
    public async Task Refresh_WhileManyRequestsDecide_AsksOnceForAllAndNoneOfThemWaits(int deciders)
    {
        await using var client = await ClientHost.StartAsync(Place.DmsSocket);
        await client.Snapshots.WaitForFirstAsync();
        var before = _service.Calls.Count(Endpoint.Metadata);
        using var load = new DecidingLoad(client.Snapshots, deciders);

        for (var refresh = 1; refresh <= Refreshes; refresh++)
        {
            var strategy = $"Strategy{refresh}";
            _service.Answer(Reading(strategy));
            _service.Repair();
            var gate = _service.Hold(Endpoint.Metadata);
            var refreshed = RefreshAsync();
            await Eventually.IsTrueAsync(() => gate.Arrived == 1);
            // The service answers only once every request has gone on: one that waited for it would wait for ever.
            await load.NextRoundAsync();
            gate.Open();
            Assert.Equal(Outcome.Published, (await refreshed).Outcome);
            await Eventually.IsTrueAsync(() => DecidingLoad.Decide(client.Snapshots.Current).Strategies is [var only] && only == strategy);
            await load.NextRoundAsync();
        }

        await load.EndAsync();
        Assert.Equal(Refreshes, _service.Calls.Count(Endpoint.Metadata) - before);
        Assert.Equal(Refreshes, load.StrategiesSeen.Count(strategy => strategy != "Strategy0"));
        Assert.Equal(0, load.Refused);
    }

    [Fact]
    public async Task Refresh_FromTheCommandLine_PublishesHoldsAndAccepts()
    {
        _service.Answer(Reading("Stricter"));
        Assert.Contains("Published: release", (await RunAsync("claims", "refresh")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("Unchanged: release", (await RunAsync("claims", "refresh")).Ended(0).Output, StringComparison.Ordinal);

        _service.Answer("[]"u8.ToArray());
        var held = (await RunAsync("claims", "refresh")).Ended(1);
        Assert.Contains("1 of 1 claim sets would be gone: Vendor.", held.Error, StringComparison.Ordinal);
        Assert.Contains("--accept-shrinking", held.Error, StringComparison.Ordinal);
        Assert.Contains("HELD: 1 of 1 claim sets", (await RunAsync("status")).Ended(0).Output, StringComparison.Ordinal);

        (await RunAsync("claims", "refresh", "--accept-shrinking", "--reason", "all retired")).Ended(0);
        Assert.DoesNotContain("HELD", (await RunAsync("status")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refresh_ServiceFails_SaysWhyAndKeepsWhatIsPublished()
    {
        _service.Fail(Endpoint.Metadata, Faults.Status(403));

        var refresh = (await RunAsync("claims", "refresh")).Ended(1);

        Assert.Contains("403", refresh.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(_service.ClientSecret, refresh.Error, StringComparison.Ordinal);
        Assert.Contains("ALARM: the claims were not refreshed", (await RunAsync("status")).Ended(0).Output, StringComparison.Ordinal);
        Assert.Contains("Vendor", (await RunAsync("claims", "view")).Ended(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfClaimsBesideASource_IsRefused()
    {
        var upload = (await RunAsync("claims", "upload", Samples.Claims)).Ended(1);

        Assert.Contains("Claims:Source Cms", upload.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReloadClaimSets_OverHttp_AnswersAsDms()
    {
        using var http = new HttpClient(SchemaClaims.Contracts.UnixSockets.HandlerFor(Place.AdminSocket));
        http.DefaultRequestVersion = new Version(2, 0);
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        async Task<(int, string)> ReloadAsync(string path)
        {
            using var answer = await http.PostAsync(new Uri($"http://localhost/management/{path}"), null);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        Assert.Equal((200, """{"message":"Claimsets reloaded successfully"}"""), await ReloadAsync("reload-claimsets"));
        Assert.Equal(404, (await ReloadAsync("north/reload-claimsets")).Item1);

        _service.Fail(Endpoint.Metadata, Faults.Html());
        var (status, body) = await ReloadAsync("reload-claimsets");
        Assert.Equal(500, status);
        Assert.StartsWith("""{"error":"Error during claimsets reload: """, body, StringComparison.Ordinal);
        var record = await _administrator.Client.ReadAuditAsync(new ReadAuditRequest(), deadline: DateTime.UtcNow.AddMinutes(1));
        Assert.Equal(["Aborted", "OK", "OK"], record.Acts.Select(act => act.Outcome));
        Assert.All(record.Acts, act => Assert.Equal(("refresh-claims", "POST /management/reload-claimsets"), (act.Act, act.Reason)));
    }

    private static byte[] Reading(string strategy) => Encoding.UTF8.GetBytes($$"""
        [{"claimSetName":"Vendor","claims":[{"name":"{{Student}}","authorizationId":1}],
          "authorizations":[{"id":1,"actions":[{"name":"Read","authorizationStrategies":[{"name":"{{strategy}}"}]}]}]}]
        """);

    private async Task<RefreshClaimsResponse> RefreshAsync() =>
        await _administrator.Client.RefreshClaimsAsync(new RefreshClaimsRequest(), deadline: DateTime.UtcNow.AddMinutes(1));

    private Task<ProgramRun> RunAsync(params string[] arguments) => Tool.RunAsync(Place.Variables, arguments);

    /// <summary>Requests that decide one thing after the other, each with the snapshot of its moment.</summary>
    private sealed class DecidingLoad : IDisposable
    {
        private readonly CancellationTokenSource _ending = new();
        private readonly HashSet<string> _seen = [];
        private readonly Task[] _deciders;
        private readonly long[] _decisions;
        private int _refused;

        public DecidingLoad(ISnapshots snapshots, int deciders)
        {
            _decisions = new long[deciders];
            _deciders = [.. Enumerable.Range(0, deciders).Select(number => Task.Run(() => DecideOnAsync(snapshots, number)))];
        }

        public int Refused => Volatile.Read(ref _refused);

        public IEnumerable<string> StrategiesSeen => _seen;

        public static ClaimDecision Decide(DmsSnapshot snapshot) =>
            snapshot.Claims.Decide(null, "Vendor", Student, ResourceAction.Read);

        /// <summary>Waits until every request has begun another decision and come to its end.</summary>
        public Task NextRoundAsync()
        {
            var before = Enumerable.Range(0, _decisions.Length).Select(number => Volatile.Read(ref _decisions[number])).ToArray();
            return Eventually.IsTrueAsync(() =>
                Enumerable.Range(0, _decisions.Length).All(number => Volatile.Read(ref _decisions[number]) > before[number] + 1));
        }

        public async Task EndAsync()
        {
            await _ending.CancelAsync();
            await Task.WhenAll(_deciders);
        }

        public void Dispose() => _ending.Dispose();

        private async Task DecideOnAsync(ISnapshots snapshots, int number)
        {
            while (!_ending.IsCancellationRequested)
            {
                var decision = Decide(snapshots.Current);
                if (decision.IsGranted)
                {
                    lock (_seen)
                        _seen.Add(decision.Strategies[0]);
                }
                else
                {
                    Interlocked.Increment(ref _refused);
                }

                Volatile.Write(ref _decisions[number], _decisions[number] + 1);
                await Task.Yield();
            }
        }
    }
}
