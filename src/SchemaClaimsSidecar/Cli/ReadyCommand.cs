using System.CommandLine;
using Grpc.Health.V1;
using SchemaClaimsSidecar.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary><c>ready</c>: whether DMS can be given a snapshot, now or within a time.</summary>
internal static class ReadyCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Command Create()
    {
        var wait = CommonOptions.Duration("--wait", "Wait so long for the sidecar, and for its first release.");
        var socket = CommonOptions.AdminSocket();
        var command = new Command("ready", "Tell whether DMS can be given a snapshot: exit code 0 when it can.") { wait, socket };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(socket)!, parsed.GetValue(wait) ?? TimeSpan.Zero, TimeProvider.System, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string socket, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var connection = AdminConnection.Open(socket);
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await AdminConnection.ExplainAsync(socket, () => AskAsync(connection, time, cancellationToken)).ConfigureAwait(false);
            }
            catch (CliException notYet) when (notYet.ExitCode != ExitCodes.Usage && time.GetElapsedTime(began) < patience)
            {
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<int> AskAsync(AdminConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = new HealthCheckRequest { Service = ServingHealth.Distribution };
        var answer = await connection.Health.CheckAsync(
            request, deadline: (time.GetUtcNow() + Limit).UtcDateTime, cancellationToken: cancellationToken);
        return answer.Status == ServingStatus.Serving
            ? ExitCodes.Done
            : throw new CliException(ExitCodes.Refused, "The sidecar has no release for DMS yet: publish one with `upload`.");
    }
}
