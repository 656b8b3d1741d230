using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Outcome = SchemaClaims.V1.ReportRequest.Types.Outcome;

namespace Dms.Client.Tests.Subscription;

public sealed class ReporterTests
{
    private static readonly IReadOnlyList<SchemaClaims.Contracts.Part> Parts = TestReleases.SmallParts();

    [Fact]
    public async Task Report_Failing_IsSentAgainUntilItGetsThrough()
    {
        await using var client = await ClientHost.StartAsync();
        var attempts = 0;
        client.Sidecar.OnReport = (_, _) => Interlocked.Increment(ref attempts) < 10 ? Task.FromException(new IOException("no")) : Task.CompletedTask;
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish(Parts));
        var report = await client.AdvanceUntilAsync(client.Sidecar.NextReportAsync());

        Assert.Equal((Outcome.Applied, 10), (report.Outcome, attempts));
    }

    [Fact]
    public async Task Report_Newer_TakesThePlaceOfOneThatHangs()
    {
        await using var client = await ClientHost.StartAsync();
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Sidecar.OnReport = async (report, cancellationToken) =>
        {
            if (report.Position.Generation != 1)
                return;
            hanging.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        };
        var stream = await client.Sidecar.NextStreamAsync();
        stream.SendRelease(TestReleases.Publish(Parts));
        await hanging.Task.WaitAsync(Patience.Limit);
        Assert.Equal(1, client.Current.Release.Generation);
        stream.SendRelease(TestReleases.Publish(Parts, 2), Parts.Select(part => part.Digest).ToHashSet());

        Assert.Equal(2ul, (await client.Sidecar.NextReportAsync()).Position.Generation);
    }

    [Fact]
    public async Task Report_Last_IsRepeatedAsASignOfLife()
    {
        await using var client = await ClientHost.StartAsync(options => options.ReportInterval = TimeSpan.FromSeconds(30));
        var stream = await client.ApplyFirstAsync(TestReleases.Publish(Parts));
        stream.SendRelease(TestReleases.Publish([SchemaClaims.Contracts.Part.Of(PartNames.Claims, "{}"u8.ToArray())], 2));
        var rejected = await client.Sidecar.NextReportAsync();
        var begun = client.Time.GetUtcNow();
        var repeated = await client.AdvanceUntilAsync(client.Sidecar.NextReportAsync(), TimeSpan.FromSeconds(1));

        Assert.Equal(rejected, repeated);
        Assert.True(client.Time.GetUtcNow() - begun >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Reason_VeryLong_IsShortened()
    {
        await using var client = await ClientHost.StartAsync(
            build: builder => builder.AddSnapshotProjection<string>((_, _) => throw new InvalidOperationException(new string('x', 10_000_000))));
        (await client.Sidecar.NextStreamAsync()).SendRelease(TestReleases.Publish(Parts));

        Assert.Equal(4096, (await client.Sidecar.NextReportAsync()).Reason.Length);
    }
}
