using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using Release = SchemaClaims.V1.Release;

namespace EndToEnd.Tests.Support;

/// <summary>An administrator without the command line: for what would be slow with a process for every step.</summary>
internal sealed class Administrator : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel;

    public Administrator(string socket)
    {
        _channel = Place.Open(socket);
        Client = new Admin.AdminClient(_channel);
    }

    public Admin.AdminClient Client { get; }

    private static DateTime Deadline => DateTime.UtcNow + Limit;

    /// <summary>Uploads a core and publishes it.</summary>
    /// <exception cref="RpcException">It was not acknowledged.</exception>
    public async Task<Published> PublishAsync(byte[] core, Action<PublishEvent>? seen = null)
    {
        var request = new PublishRequest { Schema = new SchemaUpload { Core = await StageAsync("core.json", core) } };
        using var call = Client.Publish(request, deadline: Deadline);
        var last = new PublishEvent();
        await foreach (var progress in call.ResponseStream.ReadAllAsync())
        {
            last = progress;
            seen?.Invoke(progress);
        }

        return last.Published;
    }

    /// <summary>Sends a document to the staging area.</summary>
    public async Task<Document> StageAsync(string name, byte[] content)
    {
        var digest = ByteString.CopyFrom(Digest.Of(content).ToBytes());
        for (ulong received = 0; received < (ulong)content.Length;)
        {
            var piece = content.AsSpan((int)received, (int)Math.Min(Protocol.MaxPieceBytes, (ulong)content.Length - received));
            var request = new UploadPieceRequest
            {
                Digest = digest,
                TotalLength = (ulong)content.Length,
                Offset = received,
                Data = ByteString.CopyFrom(piece),
            };
            received = (await Client.UploadPieceAsync(request, deadline: Deadline)).Received;
        }

        return new Document { Name = name, Digest = digest };
    }

    /// <summary>All releases, newest first, without what was answered to them.</summary>
    public async Task<IReadOnlyList<Release>> HistoryAsync()
    {
        var history = await Client.ListReleasesAsync(new ListReleasesRequest { Limit = int.MaxValue }, deadline: Deadline);
        foreach (var release in history.Releases)
            release.Answers = null;
        return history.Releases;
    }

    /// <summary>Waits until the status is as it should be.</summary>
    public async Task<SidecarStatus> WaitForStatusAsync(Func<SidecarStatus, bool> condition)
    {
        using var call = Client.WatchStatus(new WatchStatusRequest(), deadline: Deadline);
        await foreach (var status in call.ResponseStream.ReadAllAsync())
        {
            if (condition(status))
                return status;
        }

        throw new InvalidOperationException("The sidecar says no more.");
    }

    /// <summary>Checks the whole store.</summary>
    public async Task<VerifyResponse> VerifyAsync() => await Client.VerifyAsync(new VerifyRequest(), deadline: Deadline);

    public void Dispose() => _channel.Dispose();
}
