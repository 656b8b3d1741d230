using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Claims.Sources.Files;
using Testing;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Files;

/// <summary>When <see cref="FileClaimsSource"/> says that its files have changed.</summary>
public sealed class FileClaimsWatchTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FileClaimsOptions _options;
    private readonly FileClaimsSource _source;
    private readonly MountedConfigMap _configMap;

    public FileClaimsWatchTests()
    {
        _options = new FileClaimsOptions { Document = _folder["claims.json"] };
        File.WriteAllText(_folder["claims.json"], TestClaims.Text("First"));
        _source = new FileClaimsSource(Options.Create(_options), _time);
        _configMap = new MountedConfigMap(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Wait_NothingChanges_GoesOnWaiting()
    {
        await FetchAsync();

        await using var wait = new Wait(this);

        Assert.False(await wait.LookAsync());
        Assert.False(await wait.LookAsync());
    }

    [Fact]
    public async Task Wait_Cancelled_Ends()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _source.WaitForChangeAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Limit));
    }

    [Fact]
    public async Task Wait_DocumentRewritten_Completes()
    {
        await FetchAsync();
        await using var wait = new Wait(this);

        File.WriteAllText(_folder["claims.json"], TestClaims.Text("Second"));

        Assert.True(await wait.LookAsync());
        Assert.Equal("Second", await FetchAsync());
    }

    [Fact]
    public async Task Wait_DocumentOnlyTouched_GoesOnWaiting()
    {
        await FetchAsync();
        await using var wait = new Wait(this);

        File.SetLastWriteTimeUtc(_folder["claims.json"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.False(await wait.LookAsync());

        File.WriteAllText(_folder["claims.json"], TestClaims.Text("Second"));
        Assert.True(await wait.LookAsync());
    }

    [Fact]
    public async Task Wait_FragmentAddedChangedAndRemoved_CompletesEachTime()
    {
        _options.Fragments = _folder["fragments"];
        Directory.CreateDirectory(_options.Fragments);
        var fragment = Path.Combine(_options.Fragments, "1-claimset.json");
        await FetchAsync();

        await AssertNoticesAsync(() => File.WriteAllText(fragment, TestClaims.Fragment("First")));
        await AssertNoticesAsync(() => File.WriteAllText(fragment, TestClaims.Fragment("First", "NamespaceBased")));
        await AssertNoticesAsync(() => File.Delete(fragment));
    }

    [Fact]
    public async Task Wait_MountedConfigMapIsReplacedByOneOfTheSameLengthAndTime_Completes()
    {
        File.Delete(_folder["claims.json"]);
        _configMap.Mount(("claims.json", TestClaims.Text("First")));
        Assert.Equal("First", await FetchAsync());
        await using var wait = new Wait(this);
        Assert.False(await wait.LookAsync());

        _configMap.Mount(("claims.json", TestClaims.Text("Other")));

        Assert.True(await wait.LookAsync());
        Assert.Equal("Other", await FetchAsync());
    }

    [Fact]
    public async Task Wait_DocumentTornThenWhole_CompletesTwiceAndPublishesOnlyWhatIsWhole()
    {
        var whole = TestClaims.Text("Second");
        await FetchAsync();

        await AssertNoticesAsync(() => File.WriteAllText(_folder["claims.json"], whole[..(whole.Length / 2)]), fetched: "truncated");
        await using (var wait = new Wait(this))
            Assert.False(await wait.LookAsync());
        await AssertNoticesAsync(() => File.WriteAllText(_folder["claims.json"], whole), fetched: "Second");
    }

    [Fact]
    public async Task Wait_DocumentGoesAndComesBack_CompletesTwice()
    {
        await FetchAsync();

        await AssertNoticesAsync(() => File.Delete(_folder["claims.json"]), fetched: "does not exist");
        await using (var wait = new Wait(this))
            Assert.False(await wait.LookAsync());
        await AssertNoticesAsync(() => File.WriteAllText(_folder["claims.json"], TestClaims.Text("First")), fetched: "First");
    }

    [Fact]
    public async Task Wait_MissingFolderOfFragmentsComes_Completes()
    {
        _options.Fragments = _folder["fragments"];

        await AssertNoticesAsync(() => { }, fetched: "cannot be listed");
        await AssertNoticesAsync(() => Directory.CreateDirectory(_options.Fragments), fetched: "First");
    }

    private async Task AssertNoticesAsync(Action change, string? fetched = null)
    {
        await using var wait = new Wait(this);
        change();
        Assert.True(await wait.LookAsync());
        var text = await FetchAsync();
        if (fetched is not null)
            Assert.Contains(fetched, text, StringComparison.Ordinal);
    }

    /// <summary>The name of the only claim set, or what is wrong.</summary>
    private async Task<string> FetchAsync()
    {
        try
        {
            var answer = await _source.FetchAsync(CancellationToken.None);
            return Assert.Single(AnswerAssert.WithoutTenants(answer)).Name;
        }
        catch (ClaimsSourceException failure)
        {
            return failure.Message;
        }
    }

    /// <summary>A wait for a change, which looks whenever the clock is moved.</summary>
    private sealed class Wait : IAsyncDisposable
    {
        private readonly CancellationTokenSource _cancel = new();
        private readonly FileClaimsWatchTests _test;
        private readonly Task _waiting;

        public Wait(FileClaimsWatchTests test)
        {
            _test = test;
            _waiting = test._source.WaitForChangeAsync(_cancel.Token);
        }

        /// <summary>Moves the clock to the next look; returns whether a change was seen.</summary>
        public async Task<bool> LookAsync()
        {
            await Eventually.IsTrueAsync(() => _test._time.PendingTimers == 1);
            _test._time.Advance(_test._options.PollInterval);
            await Eventually.IsTrueAsync(() => _waiting.IsCompleted || _test._time.PendingTimers == 1);
            return _waiting.IsCompletedSuccessfully;
        }

        public async ValueTask DisposeAsync()
        {
            await _cancel.CancelAsync();
            await _waiting.WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _cancel.Dispose();
        }
    }
}
