using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SchemaClaimsSidecar.Limits;

/// <summary>Shows somebody what is read, each byte once, however often it is looked at.</summary>
internal sealed class ObservedReader(PipeReader inner, Action<ReadOnlySequence<byte>> onNew) : PipeReader
{
    private ReadOnlySequence<byte> _buffer;
    private long _shown;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Show(await inner.ReadAsync(cancellationToken).ConfigureAwait(false));

    public override bool TryRead(out ReadResult result)
    {
        if (!inner.TryRead(out result))
            return false;
        Show(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _shown = _buffer.Slice(consumed).Length;
        _buffer = default;
        inner.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => inner.CancelPendingRead();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    private ReadResult Show(ReadResult result)
    {
        _buffer = result.Buffer;
        if (_buffer.Length > _shown)
            onNew(_buffer.Slice(_shown));
        _shown = _buffer.Length;
        return result;
    }
}
