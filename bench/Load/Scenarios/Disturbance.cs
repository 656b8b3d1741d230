using Load.Recording;
using Load.Servers;

namespace Load.Scenarios;

/// <summary>Does to a server what a situation says, while calls are sent; at the end all is as it was.</summary>
internal sealed class Disturbance(LoadedServer server, VersionProbe versions, Recorder recorder, TimeProvider time)
{
    private const double SecondsOfOne = 2;

    /// <summary>Does it within so many seconds.</summary>
    public Task RunAsync(Situation situation, double seconds, CancellationToken cancellationToken) => situation switch
    {
        Situation.WarmUp => WarmUpAsync(seconds, cancellationToken),
        Situation.Upload => UploadAsync(seconds, cancellationToken),
        Situation.Refresh => ChangeClaimsAsync(seconds, cancellationToken),
        Situation.Outage => TakeDownAsync(seconds, cancellationToken),
        _ => Task.CompletedTask,
    };

    // Even: what was put in is taken away again.
    private static int CountIn(double seconds) => Math.Max(2, 2 * (int)(seconds / SecondsOfOne / 2));

    // The first two of each make the runtime compile, in the service and in the sidecar.
    private async Task WarmUpAsync(double seconds, CancellationToken cancellationToken)
    {
        await UploadAsync(seconds / 2, cancellationToken);
        await ChangeClaimsAsync(seconds / 2, cancellationToken);
    }

    private async Task UploadAsync(double seconds, CancellationToken cancellationToken)
    {
        var (start, count) = (recorder.Drive.Seconds, CountIn(seconds));
        for (var number = 0; number < count; number++)
        {
            await UntilAsync(start + (seconds * (number + 0.5) / count), cancellationToken);
            var withTransport = number % 2 == 0;
            recorder.Note(withTransport ? "upload with transport" : "upload without transport");
            await versions.PublishSchemaAsync(() => server.UploadAsync(withTransport, cancellationToken));
        }
    }

    private async Task ChangeClaimsAsync(double seconds, CancellationToken cancellationToken)
    {
        var (start, count) = (recorder.Drive.Seconds, CountIn(seconds));
        for (var number = 0; number < count; number++)
        {
            await UntilAsync(start + (seconds * (number + 0.5) / count), cancellationToken);
            recorder.Note("claims change");
            var version = number + 1;
            versions.PublishClaims(() => server.Claims!.Serve(version));
            await server.ReloadClaimsAsync(cancellationToken);
        }
    }

    private async Task TakeDownAsync(double seconds, CancellationToken cancellationToken)
    {
        var start = recorder.Drive.Seconds;
        await UntilAsync(start + (seconds * 0.1), cancellationToken);
        recorder.Note("outage begins");
        await server.Claims!.StopAsync();
        try
        {
            await UntilAsync(start + (seconds * 0.8), cancellationToken);
        }
        finally
        {
            await server.Claims.StartAgainAsync();
            recorder.Note("outage ends");
        }
    }

    private Task UntilAsync(double seconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(Math.Max(0, seconds - recorder.Drive.Seconds)), time, cancellationToken);
}
