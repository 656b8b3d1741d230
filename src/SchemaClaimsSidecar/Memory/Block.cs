using System.Buffers;

namespace SchemaClaimsSidecar.Memory;

/// <summary>A piece of memory that a <see cref="BlockPool"/> lends.</summary>
internal sealed class Block(BlockPool pool) : IMemoryOwner<byte>
{
    // Not pinned: the runtime moves what is still lent together, so that what was let go of between goes back to the system.
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(BlockPool.BlockBytes);

    public Memory<byte> Memory => _bytes;

    /// <summary>The block below it in the pool's stack.</summary>
    internal Block? Below { get; set; }

    /// <summary>Whether somebody has it.</summary>
    internal bool IsLent { get; set; } = true;

    /// <summary>Gives it back; a second time does nothing.</summary>
    public void Dispose() => pool.TakeBack(this);
}
