using System.Diagnostics;
using System.Globalization;
using SchemaClaimsSidecar.Storage;
using Testing;
using Xunit.Abstractions;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>Another process publishes and is killed, again and again, in the same store.</summary>
public sealed class FileStoreKillTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<long, string> _known = [];

    private string Folder => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Store_KilledAFewTimes_HasEveryAcknowledgedReleaseAndNoneTorn() => KillAsync(rounds: 4, seed: Random.Shared.Next());

    [Fact]
    [Trait("Category", "Long")]
    public Task Store_KilledManyTimes_HasEveryAcknowledgedReleaseAndNoneTorn() => KillAsync(rounds: 50, seed: Random.Shared.Next());

    private async Task KillAsync(int rounds, int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            await AppendUntilKilledAsync(random);
            await CheckAsync($"seed {seed}, round {round}");
        }
    }

    private async Task AppendUntilKilledAsync(Random random)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ReleaseAppender.dll");
        var start = new ProcessStartInfo("dotnet", [program, Folder, random.Next().ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        Assert.Equal("opening", await process.StandardOutput.ReadLineAsync(timeout.Token));
        for (var acknowledgements = random.Next(8); acknowledgements > 0; acknowledgements--)
            Note(await process.StandardOutput.ReadLineAsync(timeout.Token));

        SpinFor(TimeSpan.FromMilliseconds(20 * random.NextDouble()));
        process.Kill();
        while (await process.StandardOutput.ReadLineAsync(timeout.Token) is { } line)
            Note(line);
        await process.WaitForExitAsync(timeout.Token);
    }

    private async Task CheckAsync(string when)
    {
        await using var store = FileStoreFixture.Open(Folder);
        var releases = (await store.ListAsync(int.MaxValue, default)).ToDictionary(release => release.Record.Generation);

        Assert.All(_known, known => Assert.True(
            releases.TryGetValue(known.Key, out var release) && release.SnapshotId.ToString() == known.Value,
            $"{when}: {known.Key} is not there"));
        // The last release may have been written in full without having been told. What has been read once must stay, too.
        Assert.True(releases.Count - _known.Count is 0 or 1, $"{when}: {_known.Count} releases are known, {releases.Count} are there");
        if (releases.Count > _known.Count)
            _known.Add(releases.Count, releases[releases.Count].SnapshotId.ToString());
        Assert.True((await store.VerifyAsync(default)).Damages is [], when);
        Assert.Equal(releases.Keys.Order(), new StoreLayout(Folder).ListPacks());
        Assert.Empty(Directory.GetFiles(Folder, "*.tmp", SearchOption.AllDirectories));
    }

    private void Note(string? line)
    {
        var words = Assert.IsType<string>(line).Split(' ');
        _known.Add(long.Parse(words[0], CultureInfo.InvariantCulture), words[1]);
    }

    // A moment at random within what the other process does; nothing is waited for.
    private static void SpinFor(TimeSpan time)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
            Thread.SpinWait(100);
    }
}
