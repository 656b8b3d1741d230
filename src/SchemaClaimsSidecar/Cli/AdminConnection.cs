using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>A connection to a sidecar's administration socket.</summary>
internal sealed class AdminConnection : IDisposable
{
    private readonly GrpcChannel _channel;

    private AdminConnection(GrpcChannel channel)
    {
        _channel = channel;
        Client = new Admin.AdminClient(channel);
        Health = new Health.HealthClient(channel);
    }

    public Admin.AdminClient Client { get; }

    public Health.HealthClient Health { get; }

    /// <exception cref="CliException">The path cannot be a Unix socket.</exception>
    public static AdminConnection Open(string socketPath)
    {
        if (UnixSockets.Problem(socketPath) is { } problem)
            throw new CliException(ExitCodes.Usage, problem);
        return new AdminConnection(GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new CallMarkHandler(UnixSockets.HandlerFor(socketPath)),
            DisposeHttpClient = true,
        }));
    }

    /// <summary>Runs a command against the sidecar and turns what can go wrong into an exit code and one message.</summary>
    public static async Task<int> RunAsync(string socketPath, Func<Admin.AdminClient, Task<int>> command)
    {
        using var connection = Open(socketPath);
        return await ExplainAsync(socketPath, () => command(connection.Client)).ConfigureAwait(false);
    }

    /// <summary>Asks the sidecar something and turns what can go wrong into an exit code and one message.</summary>
    /// <exception cref="CliException">It refused, or did not answer.</exception>
    public static async Task<int> ExplainAsync(string socketPath, Func<Task<int>> question)
    {
        try
        {
            return await question().ConfigureAwait(false);
        }
        catch (RpcException failure)
        {
            throw new CliException(ExitCodeOf(failure.StatusCode), Explain(failure, socketPath));
        }
    }

    public void Dispose() => _channel.Dispose();

    private static int ExitCodeOf(StatusCode status) =>
        status is StatusCode.Unavailable or StatusCode.DeadlineExceeded ? ExitCodes.Unreachable : ExitCodes.Refused;

    private static string Explain(RpcException failure, string socketPath) => failure.StatusCode switch
    {
        StatusCode.Unavailable when !File.Exists(socketPath) =>
            $"No sidecar listens on {socketPath}: the file does not exist. Start it, or name its socket with --admin-socket.",
        // From the sidecar itself, rather than from the way to it.
        StatusCode.Unavailable when failure.Status.DebugException is null => failure.Status.Detail,
        StatusCode.Unavailable =>
            $"The sidecar on {socketPath} does not answer: {failure.Status.Detail} If no sidecar runs, the socket was left behind; start it again.",
        StatusCode.Unimplemented =>
            $"The sidecar on {socketPath} does not know this command; it may be older than this tool: use the tool of its version.",
        _ => failure.Status.Detail,
    };
}
