using Google.Protobuf;
using Grpc.Core;
using SchemaClaims.Contracts;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Cli;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Tests.Cli;

public sealed class DocumentUploaderTests
{
    private static readonly InputDocument Large = DocumentOf(1, (2 * Protocol.MaxPieceBytes) + 1);
    private static readonly InputDocument Small = DocumentOf(2, 10);

    private readonly ReceivingClient _sidecar = new();

    [Fact]
    public async Task Upload_OfWhatTheSidecarLacks_SendsItInPieces()
    {
        var named = await UploadAsync(Large, Small);

        Assert.Equal([Large.Digest, Small.Digest], named.Select(document => Digest.FromBytes(document.Digest.Span)));
        Assert.Equal(Large.Content.ToArray(), _sidecar.Received(Large.Digest));
        Assert.Equal(Small.Content.ToArray(), _sidecar.Received(Small.Digest));
        Assert.All(_sidecar.Pieces, piece => Assert.InRange(piece.Data.Length, 0, Protocol.MaxPieceBytes));
    }

    [Fact]
    public async Task Upload_OfWhatTheSidecarHas_OnlyAsks()
    {
        _sidecar.Has(Large, Large.Content.Length);

        await UploadAsync(Large);

        Assert.Equal(0, Assert.Single(_sidecar.Pieces).Data.Length);
    }

    [Fact]
    public async Task Upload_OfWhatTheSidecarHasInPart_SendsTheRest()
    {
        _sidecar.Has(Large, 100);

        await UploadAsync(Large);

        Assert.Equal(Large.Content.Length - 100, _sidecar.Pieces.Sum(piece => piece.Data.Length));
        Assert.Equal(Large.Content.ToArray(), _sidecar.Received(Large.Digest));
    }

    [Fact]
    public async Task Upload_OfAnEmptyDocument_SendsIt()
    {
        var empty = InputDocument.Of("empty.json", ReadOnlyMemory<byte>.Empty);

        await UploadAsync(empty);

        Assert.Empty(_sidecar.Received(empty.Digest));
    }

    private Task<Document[]> UploadAsync(params InputDocument[] documents) =>
        new DocumentUploader(_sidecar, (_, _) => { }).UploadAsync(documents, default);

    private static InputDocument DocumentOf(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        return InputDocument.Of($"{seed}.json", content);
    }

    /// <summary>A sidecar that takes every piece.</summary>
    private sealed class ReceivingClient : Admin.AdminClient
    {
        private readonly Dictionary<Digest, byte[]> _received = [];

        public List<UploadPieceRequest> Pieces { get; } = [];

        public byte[] Received(Digest digest) => _received[digest];

        public void Has(InputDocument document, int length) => _received[document.Digest] = document.Content[..length].ToArray();

        public override AsyncUnaryCall<UploadPieceResponse> UploadPieceAsync(
            UploadPieceRequest request, Metadata? headers = null, DateTime? deadline = null, CancellationToken cancellationToken = default)
        {
            lock (_received)
            {
                Pieces.Add(request);
                var digest = Digest.FromBytes(request.Digest.Span);
                var before = _received.GetValueOrDefault(digest, []);
                if (!request.Data.IsEmpty)
                    Assert.Equal((ulong)before.Length, request.Offset);
                _received[digest] = [.. before, .. request.Data.Span];
                var answer = new UploadPieceResponse { Received = (ulong)_received[digest].Length };
                return new AsyncUnaryCall<UploadPieceResponse>(
                    Task.FromResult(answer), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => Metadata.Empty, () => { });
            }
        }
    }
}
