using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;
using SchemaClaimsSidecar.Claims;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The gRPC face of distribution.</summary>
internal sealed partial class DistributionService(
    ReleaseHub hub, SubscriberBoard board, ReleaseAnswers answers, ClaimsFreshness claims, DistributionMetrics metrics,
    IOptions<DistributionOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DistributionService> log)
    : SchemaClaims.V1.Distribution.DistributionBase
{
    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        var subscription = SubscribeRequests.Read(request);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var stream = new SubscriberStream(responseStream.WriteAsync, options.Value.SendTimeout, time, ending.Token);
        var mailbox = hub.Join(subscription);
        board.Connected(subscription.Subscriber, subscription.Labels, subscription.Applied);
        metrics.StreamOpened();
        LogConnected(subscription.Subscriber, subscription.Applied);
        try
        {
            await new SubscriptionSession(subscription, mailbox, stream, claims, metrics, options.Value, time).RunAsync(ending.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "The sidecar stops; subscribe again."));
        }
        catch (Exception) when (context.CancellationToken.IsCancellationRequested)
        {
            // The subscriber is gone, whatever the write that met it threw: nobody is left to be told.
        }
        catch (TimeoutException)
        {
            metrics.SubscriberStuck();
            LogStuck(subscription.Subscriber, options.Value.SendTimeout);
            context.GetHttpContext().Abort();
        }
        finally
        {
            hub.Leave(mailbox);
            board.Disconnected(subscription.Subscriber);
            metrics.StreamClosed();
            LogDisconnected(subscription.Subscriber);
        }
    }

    public override Task<ReportResponse> Report(ReportRequest request, ServerCallContext context)
    {
        var report = SubscribeRequests.Read(request);
        if (!board.Reported(report))
        {
            throw new RpcException(new Status(
                StatusCode.FailedPrecondition, $"{report.Subscriber} has not subscribed here; subscribe, then report."));
        }

        answers.Note(report);
        metrics.Reported(request.Outcome, request.Code);
        if (report.Outcome == ReportRequest.Types.Outcome.Rejected)
            LogRejected(report.Subscriber, report.About, report.Code, report.Reason);
        return Task.FromResult(new ReportResponse());
    }

    [LoggerMessage(2000, LogLevel.Information, "Subscriber {Subscriber} connected, running {Applied}")]
    private partial void LogConnected(SubscriberName subscriber, SchemaClaims.Contracts.Position? applied);

    [LoggerMessage(2001, LogLevel.Information, "Subscriber {Subscriber} disconnected")]
    private partial void LogDisconnected(SubscriberName subscriber);

    [LoggerMessage(2002, LogLevel.Warning, "Subscriber {Subscriber} did not read for {Limit} and is let go")]
    private partial void LogStuck(SubscriberName subscriber, TimeSpan limit);

    [LoggerMessage(2003, LogLevel.Error, "Subscriber {Subscriber} rejected release {Release}: {Code}: {Reason}")]
    private partial void LogRejected(SubscriberName subscriber, SchemaClaims.Contracts.Position release, string code, string reason);
}
