using System.Threading.Channels;
using Dms.Client.Subscription;
using SchemaClaims.V1;

namespace Dms.Client.Tests.Support;

/// <summary>A sidecar without a wire, in the hands of the test: it sees each stream and each report, and says what comes on them.</summary>
internal sealed class FakeDistribution : IDistribution
{
    private readonly Channel<FakeStream> _streams = Channel.CreateUnbounded<FakeStream>();
    private readonly Channel<ReportRequest> _reports = Channel.CreateUnbounded<ReportRequest>();

    /// <summary>What happens to a report before it is recorded; throws to have it fail.</summary>
    public Func<ReportRequest, CancellationToken, Task> OnReport { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What a subscription throws at once; null to let it begin.</summary>
    public Func<Exception?> OnSubscribe { get; set; } = () => null;

    public IAsyncEnumerable<SubscribeResponse> SubscribeAsync(SubscribeRequest request, Action heard, CancellationToken cancellationToken)
    {
        if (OnSubscribe() is { } failure)
            throw failure;
        var stream = new FakeStream(request, heard);
        _streams.Writer.TryWrite(stream);
        return stream.ReadAsync(cancellationToken);
    }

    public async Task ReportAsync(ReportRequest request, CancellationToken cancellationToken)
    {
        await OnReport(request, cancellationToken);
        _reports.Writer.TryWrite(request);
    }

    public async Task<FakeStream> NextStreamAsync() => await _streams.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public async Task<ReportRequest> NextReportAsync() => await _reports.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    public bool TryNextStream(out FakeStream? stream) => _streams.Reader.TryRead(out stream);
}
