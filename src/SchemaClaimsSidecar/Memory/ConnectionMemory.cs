using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace SchemaClaimsSidecar.Memory;

/// <summary>
/// The pools of the web server. Its own ones keep what a burst took, pinned where it lies, and give up a hundredth of it every ten seconds
/// while anything goes on (docs/adr/0020).
/// </summary>
internal sealed class ConnectionMemory : IMemoryPoolFactory<byte>
{
    private readonly Lock _lock = new();
    // One for each thread that serves sockets and one for the server, for as long as the process lives.
    private readonly List<BlockPool> _pools = [];

    /// <inheritdoc cref="BlockPool.Use"/>
    public (long Lent, long Idle) Use
    {
        get
        {
            lock (_lock)
                return (_pools.Sum(pool => pool.Use.Lent), _pools.Sum(pool => pool.Use.Idle));
        }
    }

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null)
    {
        var pool = new BlockPool();
        lock (_lock)
            _pools.Add(pool);
        return pool;
    }

    /// <inheritdoc cref="BlockPool.LetGoOfIdle"/>
    public long LetGoOfIdle()
    {
        lock (_lock)
            return _pools.Sum(pool => pool.LetGoOfIdle());
    }
}
