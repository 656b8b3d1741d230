using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Wire.Framing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.Wire.Server;

/// <summary>A call carried by an HTTP request.</summary>
internal sealed class HttpServerCallContext : ServerCallContext, IAsyncDisposable
{
    /// <summary>The caller's timer is to win: it knows best when it gave up, and its status is then the same every time.</summary>
    private static readonly TimeSpan DeadlineGrace = TimeSpan.FromMilliseconds(20);

    private readonly HttpContext _http;
    private readonly Dictionary<object, object> _userState;
    private Metadata? _requestHeaders;
    private Metadata? _trailers;
    private DeadlineTimer? _deadline;
    private CancellationTokenSource? _cancellation;
    private DateTime _deadlineTime = DateTime.MaxValue;
    private volatile bool _writing;

    public HttpServerCallContext(HttpContext http, GrpcServiceOptions options)
    {
        _http = http;
        _userState = new Dictionary<object, object> { [ServerCallContextExtensions.HttpContextKey] = http };
        var encoding = ResponseEncoding.Accepted(http.Request, options.ResponseCompressionAlgorithm);
        Response = new ResponseBody(this, http.Response, options, encoding);
    }

    public ResponseBody Response { get; }

    public bool IsDeadlinePassed => _deadline?.IsPassed ?? false;

    protected override string MethodCore => _http.Request.Path.Value ?? "";

    protected override string HostCore => _http.Request.Host.Value ?? "";

    protected override string PeerCore => PeerName.Of(_http.Connection);

    protected override DateTime DeadlineCore => _deadlineTime;

    protected override Metadata RequestHeadersCore => _requestHeaders ??= ReadHeaders();

    protected override CancellationToken CancellationTokenCore => _cancellation?.Token ?? _http.RequestAborted;

    protected override Metadata ResponseTrailersCore => _trailers ??= [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => AuthContext.Unauthenticated;

    protected override IDictionary<object, object> UserStateCore => _userState;

    /// <summary>Starts the deadline that the caller asked for.</summary>
    /// <exception cref="RpcException">The grpc-timeout header is malformed.</exception>
    public void StartDeadline(TimeProvider time)
    {
        if (_http.Request.Headers[HeaderNames.Timeout] is not [{ } header, ..])
            return;
        if (!TimeoutHeader.TryDecode(header, out var timeout))
            throw new RpcException(new Status(StatusCode.Internal, $"The grpc-timeout '{header}' is malformed."));
        var now = time.GetUtcNow().UtcDateTime;
        _deadlineTime = DateTime.MaxValue - now > timeout ? now + timeout : DateTime.MaxValue;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(_http.RequestAborted);
        _deadline = new DeadlineTimer(time, timeout + DeadlineGrace, OnDeadline);
    }

    /// <summary>Runs a write that the deadline must be able to end although the peer takes nothing.</summary>
    public async ValueTask WriteAsync(Func<ValueTask> write)
    {
        _writing = true;
        try
        {
            await write().ConfigureAwait(false);
        }
        finally
        {
            _writing = false;
        }
    }

    /// <summary>Gives the stream up. HTTP/2's CANCEL, and nothing that can throw: it is called from timers and tokens.</summary>
    public void Reset()
    {
        const int Cancel = 8;
        try
        {
            _http.Features.Get<IHttpResetFeature>()?.Reset(Cancel);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ObjectDisposedException)
        {
            // The stream has ended by itself.
        }
    }

    /// <summary>Completes when neither the deadline nor its callbacks can touch the request any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_deadline is null)
            return;
        await _deadline.DisposeAsync().ConfigureAwait(false);
        _cancellation!.Dispose();
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Response.StartAsync(responseHeaders);

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the deadline and the cancellation token on by hand.");

    private Metadata ReadHeaders()
    {
        var metadata = new Metadata();
        foreach (var (name, values) in _http.Request.Headers)
        {
            foreach (var value in values)
                MetadataEncoding.Add(metadata, name.ToLowerInvariant(), value);
        }

        return metadata;
    }

    private void OnDeadline()
    {
        try
        {
            _cancellation!.Cancel();
        }
        catch (AggregateException)
        {
            // A callback of the service failed. On a timer's thread that would end the process.
        }

        if (_writing)
            Reset();
    }
}
