using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Effective;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Storage;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Runs the sidecar as a process of its own, and says in one line why it cannot.</summary>
internal static class SidecarProcess
{
    public static async Task<int> RunAsync(IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken cancellationToken)
    {
        if (ClaimOrder.Problem is { } problem)
            throw CannotStart(problem);
        try
        {
            var app = SidecarHost.Build(settings);
            await using (app.ConfigureAwait(false))
            {
                Validate(app.Services.GetRequiredService<IStartupValidator>());
                var listeners = app.Services.GetRequiredService<IOptions<ListenerOptions>>().Value;
                app.Services.GetRequiredService<IReleaseStore>();
                Listeners.Clear(listeners);
                await StartAsync(app, listeners, cancellationToken).ConfigureAwait(false);
                await app.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        }
        catch (OptionsValidationException invalid)
        {
            throw Misconfigured([invalid]);
        }
        catch (Exception failure) when (
            failure is StoreUnavailableException or StoreDamagedException or IOException or UnauthorizedAccessException)
        {
            throw CannotStart(failure.Message);
        }
    }

    // Before anything is opened: a sidecar that is told what cannot be leaves nothing behind.
    private static void Validate(IStartupValidator options)
    {
        try
        {
            options.Validate();
        }
        catch (AggregateException several)
        {
            throw Misconfigured(several.InnerExceptions);
        }
        catch (InvalidOperationException unreadable)
        {
            throw Misconfigured([unreadable]);
        }
    }

    private static async Task StartAsync(WebApplication app, ListenerOptions listeners, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException refused)
        {
            throw CannotStart($"it cannot listen on {listeners.Dms} and {listeners.AdminSocket}: {refused.Message}.");
        }
    }

    private static CliException Misconfigured(IEnumerable<Exception> problems) =>
        new(ExitCodes.Usage, string.Join(Environment.NewLine, problems.Select(problem => problem.Message)));

    private static CliException CannotStart(string why) => new(ExitCodes.Refused, $"The sidecar cannot start: {why}");
}
