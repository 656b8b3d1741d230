using SchemaClaimsSidecar.Administration;
using SchemaClaimsSidecar.Distribution;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Before the sidecar listens: reads the current release, checks it and makes it the one that is served.</summary>
internal sealed partial class StartWithCurrentRelease(
    IReleaseStore store, ReleaseHub hub, Alarms alarms, ILogger<StartWithCurrentRelease> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReadCurrentAsync(cancellationToken).ConfigureAwait(false) is { } current)
            {
                hub.Publish(current);
                LogServing(current.Release.Position.Generation, current.Release.Position.Epoch);
            }
            else
            {
                LogEmpty(store.Epoch);
            }
        }
        catch (StoreDamagedException damage)
        {
            alarms.Raise($"The current release cannot be served: {damage.Message}");
            LogDamaged(damage);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1000, LogLevel.Information, "Serving release {Generation} of epoch {Epoch}")]
    private partial void LogServing(long generation, string epoch);

    [LoggerMessage(1001, LogLevel.Information, "The store is empty; its epoch is {Epoch}")]
    private partial void LogEmpty(string epoch);

    [LoggerMessage(1002, LogLevel.Critical, "The current release is damaged and is not served; subscribers keep what they have")]
    private partial void LogDamaged(Exception damage);
}
