using System.Buffers;

namespace SchemaClaimsSidecar.Memory;

/// <summary>The memory that connections read into and write from, in blocks. It keeps no more of them than it had need of lately.</summary>
internal sealed class BlockPool : MemoryPool<byte>
{
    /// <summary>The size of a block, in bytes.</summary>
    public const int BlockBytes = 16 * 1024;

    private readonly Lock _lock = new();
    private Block? _top;
    private int _lent;
    private int _free;
    private int _leastFree;
    private bool _isDisposed;

    public override int MaxBufferSize => BlockBytes;

    /// <summary>How much is lent, and how much waits to be, in bytes.</summary>
    public (long Lent, long Idle) Use
    {
        get
        {
            lock (_lock)
                return ((long)_lent * BlockBytes, (long)_free * BlockBytes);
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">More is asked for than a block has.</exception>
    public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, BlockBytes);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _lent++;
            if (_top is { } block)
            {
                (_top, block.Below, block.IsLent) = (block.Below, null, true);
                _leastFree = Math.Min(_leastFree, --_free);
                return block;
            }
        }

        return new Block(this);
    }

    /// <summary>Lets go of the blocks that nobody has needed since the last time, for the runtime to collect.</summary>
    /// <returns>How many bytes they have.</returns>
    public long LetGoOfIdle()
    {
        lock (_lock)
        {
            var idle = _leastFree;
            for (var left = idle; left > 0; left--)
                _top = _top!.Below;
            _free -= idle;
            _leastFree = _free;
            return (long)idle * BlockBytes;
        }
    }

    internal void TakeBack(Block block)
    {
        lock (_lock)
        {
            if (!block.IsLent)
                return;
            block.IsLent = false;
            _lent--;
            if (_isDisposed)
                return;
            (block.Below, _top) = (_top, block);
            _free++;
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
            (_isDisposed, _top, _free, _leastFree) = (true, null, 0, 0);
    }
}
