using Load.Recording;
using Load.Servers;

namespace Load.Scenarios;

/// <summary>Does to a server what a situation says, while calls are sent; at the end all is as it was.</summary>
internal sealed class Disturbance(LoadedServer server, VersionProbe versions, Recorder recorder, TimeProvider time)
{
    // Even: what was put in is taken away again.
    private const int Uploads = 4;
    private const int ClaimsChanges = 2;

    /// <summary>Does it within so many seconds.</summary>
    public Task RunAsync(Situation situation, double seconds, CancellationToken cancellationToken) => situation switch
    {
        Situation.Upload => UploadAsync(seconds, cancellationToken),
        Situation.Refresh => ChangeClaimsAsync(seconds, cancellationToken),
        Situation.Outage => TakeDownAsync(seconds, cancellationToken),
        _ => Task.CompletedTask,
    };

    private async Task UploadAsync(double seconds, CancellationToken cancellationToken)
    {
        var start = recorder.Drive.Seconds;
        for (var number = 0; number < Uploads; number++)
        {
            await UntilAsync(start + (seconds * (number + 0.5) / Uploads), cancellationToken);
            var withTransport = number % 2 == 0;
            recorder.Note(withTransport ? "upload with transport" : "upload without transport");
            await versions.PublishSchemaAsync(() => server.UploadAsync(withTransport, cancellationToken));
        }
    }

    private async Task ChangeClaimsAsync(double seconds, CancellationToken cancellationToken)
    {
        var start = recorder.Drive.Seconds;
        for (var number = 0; number < ClaimsChanges; number++)
        {
            await UntilAsync(start + (seconds * (number + 0.2) / ClaimsChanges), cancellationToken);
            recorder.Note("claims change");
            var version = number + 1;
            versions.PublishClaims(() => server.Claims!.Serve(version));
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
