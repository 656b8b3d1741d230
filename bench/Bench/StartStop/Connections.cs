using System.Net.Sockets;
using SchemaClaims.Contracts;

namespace Bench.StartStop;

/// <summary>Connections to a sidecar that may not listen yet, or not take as many at once.</summary>
internal static class Connections
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    public static SocketsHttpHandler To(string socket)
    {
        var handler = UnixSockets.HandlerFor(socket);
        var connect = handler.ConnectCallback!;
        handler.ConnectTimeout = TimeSpan.FromSeconds(30);
        handler.ConnectCallback = async (context, cancellationToken) =>
        {
            while (true)
            {
                try
                {
                    return await connect(context, cancellationToken);
                }
                catch (SocketException)
                {
                    await Task.Delay(Pause, cancellationToken);
                }
            }
        };
        return handler;
    }
}
