using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Runs the sidecar as a process of its own, and says in one line why it cannot.</summary>
internal static class SidecarProcess
{
    public static async Task<int> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken)
    {
        try
        {
            var app = SidecarHost.Build(settings);
            await using (app.ConfigureAwait(false))
            {
                await app.StartAsync(cancellationToken).ConfigureAwait(false);
                Listeners.Share(app.Services.GetRequiredService<IOptions<ListenerOptions>>().Value);
                await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        }
        catch (OptionsValidationException invalid)
        {
            throw new CliException(ExitCodes.Usage, string.Join(Environment.NewLine, invalid.Failures));
        }
        catch (Exception failure) when (failure is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.Refused, $"The sidecar cannot start: {failure.Message}");
        }
    }
}
