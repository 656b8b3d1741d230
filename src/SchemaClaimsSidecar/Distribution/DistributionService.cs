using Grpc.Core;
using Microsoft.Extensions.Options;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Distribution;

/// <summary>The gRPC face of distribution.</summary>
internal sealed partial class DistributionService(
    ReleaseHub hub, SubscriberBoard board, ReleaseAnswers answers, Heartbeats heartbeats, DistributionMetrics metrics,
    IOptions<DistributionOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<DistributionService> log,
    ISupply? supply = null)
    : SchemaClaims.V1.Distribution.DistributionBase
{
    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        var subscription = SubscribeRequests.Read(request);
        // A heartbeat would say that there is no release, which is not known.
        if (supply is { IsKnown: false })
            throw Failure(StatusCode.Unavailable, "This relay has nothing of the sidecar that it follows yet; subscribe again.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var stream = new SubscriberStream(responseStream.WriteAsync, options.Value.SendTimeout, time, ending.Token);
        var mailbox = hub.Join(subscription);
        board.Connected(subscription.Subscriber, subscription.Labels, subscription.Applied, subscription.Relay is not null);
        metrics.StreamOpened();
        LogConnected(subscription.Subscriber, subscription.Applied);
        try
        {
            await RunAsync(subscription, mailbox, stream, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw Failure(StatusCode.Unavailable, "The sidecar stops; subscribe again.");
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
        if (request.Standings is not null)
            TakeStandings(RelayReport.Read(request));
        if (request.Standings is null || request.Position is not null)
            TakeReport(SubscribeRequests.Read(request));
        return Task.FromResult(new ReportResponse());
    }

    private Task RunAsync(Subscription subscription, Mailbox mailbox, SubscriberStream stream, CancellationToken cancellationToken)
    {
        var sender = new ReleaseSender(subscription.Held, stream, metrics);
        return subscription.Relay is { } relay
            ? new RelaySession(subscription, relay, hub, sender, stream, heartbeats, options.Value, time).RunAsync(cancellationToken)
            : new SubscriptionSession(subscription, mailbox, sender, stream, heartbeats, options.Value, time).RunAsync(cancellationToken);
    }

    private void TakeReport(SubscriberReport report)
    {
        if (!board.Reported(report))
            throw Failure(StatusCode.FailedPrecondition, $"{report.Subscriber} has not subscribed here; subscribe, then report.");
        if (!board.IsRelay(report.Subscriber))
            answers.Note(report);
        metrics.Reported(report.Outcome, report.Code);
        if (report.Outcome == ReportRequest.Types.Outcome.Rejected)
            LogRejected(report.Subscriber, report.About, report.Code, report.Reason);
    }

    private void TakeStandings(RelayReport report)
    {
        var news = board.Relayed(report) ?? throw Failure(
            StatusCode.FailedPrecondition, $"{report.Relay} has not subscribed here as a relay; subscribe, then report.");
        foreach (var said in news)
        {
            if (said.Report is not { } about || said.IsRelay)
                continue;
            answers.Note(about);
            metrics.Reported(about.Outcome, about.Code);
            if (about.Outcome == ReportRequest.Types.Outcome.Rejected)
                LogRejectedBelow(about.Subscriber, report.Relay, about.About, about.Code, about.Reason);
        }
    }

    private static RpcException Failure(StatusCode code, string detail) => new(new Status(code, detail));

    [LoggerMessage(2000, LogLevel.Information, "Subscriber {Subscriber} connected, running {Applied}")]
    private partial void LogConnected(SubscriberName subscriber, SchemaClaims.Contracts.Position? applied);

    [LoggerMessage(2001, LogLevel.Information, "Subscriber {Subscriber} disconnected")]
    private partial void LogDisconnected(SubscriberName subscriber);

    [LoggerMessage(2002, LogLevel.Warning, "Subscriber {Subscriber} did not read for {Limit} and is let go")]
    private partial void LogStuck(SubscriberName subscriber, TimeSpan limit);

    [LoggerMessage(2003, LogLevel.Error, "Subscriber {Subscriber} rejected release {Release}: {Code}: {Reason}")]
    private partial void LogRejected(SubscriberName subscriber, SchemaClaims.Contracts.Position release, string code, string reason);

    [LoggerMessage(2004, LogLevel.Error, "Subscriber {Subscriber}, by way of relay {Relay}, rejected release {Release}: {Code}: {Reason}")]
    private partial void LogRejectedBelow(
        SubscriberName subscriber, SubscriberName relay, SchemaClaims.Contracts.Position release, string code, string reason);
}
