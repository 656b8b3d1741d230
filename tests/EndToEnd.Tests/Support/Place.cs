using Grpc.Net.Client;
using SchemaClaims.Contracts;

namespace EndToEnd.Tests.Support;

/// <summary>Where a sidecar keeps its store and listens.</summary>
internal sealed record Place(string Store, string DmsSocket, string AdminSocket)
{
    public static Place In(string folder) =>
        new(Path.Combine(folder, "store"), Path.Combine(folder, "dms.sock"), Path.Combine(folder, "admin.sock"));

    /// <summary>Where DMS subscribes.</summary>
    public string Listen { get; init; } = "unix://" + DmsSocket;

    /// <summary>What <c>serve</c> is told.</summary>
    public string[] Arguments => ["serve", "--store", Store, "--listen", Listen, "--admin-socket", AdminSocket];

    /// <summary>What tells the other commands where the sidecar is.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SCHEMACLAIMS_ADMIN_SOCKET"] = AdminSocket };

    /// <summary>A channel to an address over TCP.</summary>
    public static GrpcChannel OpenTcp(string address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new CallMarkHandler(new SocketsHttpHandler()),
        DisposeHttpClient = true,
    });

    /// <summary>A channel to a Unix socket, whether anybody listens there or not.</summary>
    public static GrpcChannel Open(string socket) => GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
    {
        HttpHandler = new CallMarkHandler(UnixSockets.HandlerFor(socket)),
        DisposeHttpClient = true,
    });
}
