using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Wire.Framing;

namespace Grpc.Wire.Client;

/// <summary>
/// One call. It opens at once, and at most one step (opening, reading a message) runs at a time. Whatever cancels (the caller's
/// token, the deadline, disposal) records the status and stops the step, which then ends the call; when no step runs, the canceller
/// ends it.
/// </summary>
internal sealed class HttpClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private static readonly StreamPipeReaderOptions PipeOptions = new(bufferSize: 16 * 1024);

    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<Metadata> _headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private readonly TimeSpan? _timeout;
    private readonly DeadlineTimer? _deadline;
    private readonly CancellationTokenRegistration _callerRegistration;
    private readonly CancellationTokenRegistration _channelRegistration;
    private HttpResponseMessage? _response;
    private PipeReader? _body;
    private MessageReader? _reader;
    private Status? _cancelled;
    private Status? _status;
    private Metadata _trailers = Metadata.Empty;
    private bool _busy = true;

    public HttpClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.Disposed.IsCancellationRequested, channel);
        (_channel, _method, _options) = (channel, method, options);
        UnobservedErrors.Ignore(_headers.Task);
        _timeout = Timeout(options.Deadline);
        if (_timeout is { Ticks: <= 0 })
            _cancelled = DeadlineStatus;
        else if (_timeout is not null)
            _deadline = new DeadlineTimer(TimeProvider.System, _timeout.Value, () => Cancel(DeadlineStatus));
        _callerRegistration = CancelWith(options.CancellationToken);
        _channelRegistration = CancelWith(channel.Disposed);
    }

    public Task<Metadata> ResponseHeaders => _headers.Task;

    private bool NoCompress => _options.WriteOptions?.Flags.HasFlag(WriteFlags.NoCompress) ?? false;

    private static Status CallerStatus => new(StatusCode.Cancelled, "The caller cancelled the call.");

    private static Status DeadlineStatus => new(StatusCode.DeadlineExceeded, "The deadline passed.");

    public Status GetStatus()
    {
        lock (_lock)
            return _status ?? throw new InvalidOperationException("The call has not ended.");
    }

    public Metadata GetTrailers()
    {
        lock (_lock)
            return _status is null ? throw new InvalidOperationException("The call has not ended.") : _trailers;
    }

    /// <summary>Cancels the call when the token is, until the registration is disposed.</summary>
    public CancellationTokenRegistration CancelWith(CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(
            static state => ((HttpClientCall<TRequest, TResponse>)state!).Cancel(CallerStatus), this);

    public void Dispose() => Cancel(CallerStatus);

    public async Task<TResponse> RunUnaryAsync(TRequest request)
    {
        TResponse? response = null;
        try
        {
            await SendAsync(request).ConfigureAwait(false);
            if (_reader is not null)
            {
                response = await _reader.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, _stop.Token).ConfigureAwait(false);
                if (response is not null)
                    await ReadToEndAsync().ConfigureAwait(false);
                EndOfBody();
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        EndStep(answered: response is not null);
        ThrowUnlessOk(GetStatus());
        return response!;
    }

    /// <summary>Sends the request and takes the headers; what goes wrong shows at the first read.</summary>
    public async Task OpenAsync(TRequest request)
    {
        try
        {
            await SendAsync(request).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        EndStep();
    }

    /// <summary>The next message, or null when the stream ended with OK.</summary>
    public async Task<TResponse?> ReadAsync()
    {
        TResponse? message = null;
        if (TryBeginStep())
        {
            try
            {
                message = await _reader!.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, _stop.Token).ConfigureAwait(false);
                if (message is null)
                    EndOfBody();
            }
            catch (Exception exception)
            {
                Fail(exception);
            }

            EndStep();
        }

        if (message is null)
            ThrowUnlessOk(GetStatus());
        return message;
    }

    private static TimeSpan? Timeout(DateTime? deadline)
    {
        if (deadline is null || deadline == DateTime.MaxValue)
            return null;
        if (deadline != DateTime.MinValue && deadline.Value.Kind != DateTimeKind.Utc)
            throw new InvalidOperationException("A deadline is in UTC.");
        return deadline.Value - TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    private async Task SendAsync(TRequest request)
    {
        _stop.Token.ThrowIfCancellationRequested();
        ThrowIfCancelled();
        var content = new UnaryContent<TRequest>(
            request, _method.RequestMarshaller, _channel.MaxSendMessageSize, CallRequest.WantsGzip(_options) && !NoCompress);
        var message = CallRequest.Create(_channel.Address, _method.FullName, _options, _timeout, content);
        try
        {
            _response = await _channel.Invoker.SendAsync(message, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception) when (content.Error is not null)
        {
            throw content.Error;
        }

        await AcceptAsync(_response).ConfigureAwait(false);
    }

    private async Task AcceptAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.NonValidated;
        if (CallResponse.ReadStatus(headers) is { } status)
        {
            // Trailers-only: the call has ended before it had a body.
            _headers.TrySetResult(CallResponse.ReadMetadata(headers));
            SetStatus(status, CallResponse.ReadMetadata(headers));
            return;
        }

        if (CallResponse.Refuse(response) is { } refusal)
        {
            SetStatus(refusal, Metadata.Empty);
            return;
        }

        var gzip = CallResponse.IsGzip(headers);
        _headers.TrySetResult(CallResponse.ReadMetadata(headers));
        _body = PipeReader.Create(await response.Content.ReadAsStreamAsync(_stop.Token).ConfigureAwait(false), PipeOptions);
        _reader = new MessageReader(_body, _channel.MaxReceiveMessageSize, gzip);
    }

    private async Task ReadToEndAsync()
    {
        var rest = await _body!.ReadAsync(_stop.Token).ConfigureAwait(false);
        if (!rest.Buffer.IsEmpty)
            throw new RpcException(new Status(StatusCode.Internal, "There is data after the message."));
    }

    private void EndOfBody()
    {
        var trailers = _response!.TrailingHeaders.NonValidated;
        SetStatus(
            CallResponse.ReadStatus(trailers) ?? new Status(StatusCode.Unknown, "The response ended without a status."),
            CallResponse.ReadMetadata(trailers));
    }

    private void Fail(Exception exception)
    {
        var status = exception is RpcException rpc ? rpc.Status : ErrorMapping.ToStatus(exception);

        // The server's timer may have been a little faster than ours and have reset the stream.
        if (status.StatusCode == StatusCode.Cancelled && _deadline is { IsPassed: true })
            status = DeadlineStatus;
        SetStatus(status, Metadata.Empty);
    }

    private void SetStatus(Status status, Metadata trailers)
    {
        lock (_lock)
        {
            if (_status is not null)
                return;
            (_status, _trailers) = _cancelled is null ? (status, trailers) : (_cancelled.Value, Metadata.Empty);
        }
    }

    private void ThrowIfCancelled()
    {
        lock (_lock)
        {
            if (_cancelled is not null)
                throw new RpcException(_cancelled.Value);
        }
    }

    private void ThrowUnlessOk(Status status)
    {
        if (status.StatusCode != StatusCode.OK)
            throw new RpcException(status, _trailers);
    }

    private bool TryBeginStep()
    {
        lock (_lock)
        {
            if (_busy)
                throw new InvalidOperationException("Another read is in progress.");
            return _busy = _status is null;
        }
    }

    private void EndStep(bool answered = true)
    {
        bool ended;
        lock (_lock)
        {
            _busy = false;
            if (!answered && _status?.StatusCode == StatusCode.OK)
                _status = new Status(StatusCode.Internal, "The response has no message.");
            _status ??= _cancelled;
            ended = _status is not null;
        }

        if (ended)
            Release();
    }

    private void Cancel(Status status)
    {
        bool idle;
        lock (_lock)
        {
            if (_status is not null || _cancelled is not null)
                return;
            _cancelled = status;
            idle = !_busy;
            if (idle)
                _status = status;
        }

        if (idle)
            Release();
        else
            _stop.Cancel();
    }

    private void Release()
    {
        _deadline?.Dispose();
        _callerRegistration.Dispose();
        _channelRegistration.Dispose();
        _headers.TrySetException(new RpcException(GetStatus(), _trailers));
        _body?.Complete();
        _response?.Dispose();
    }
}
