using System.Buffers;
using System.Runtime.CompilerServices;
using SchemaClaimsSidecar.Memory;

namespace SchemaClaimsSidecar.Tests.Memory;

public sealed class BlockPoolTests
{
    private readonly BlockPool _pool = new();

    [Fact]
    public void Rent_WhatWasGivenBack_IsLentAgain()
    {
        var block = _pool.Rent();
        block.Dispose();

        Assert.Same(block, _pool.Rent());
        Assert.NotSame(block, _pool.Rent());
    }

    [Fact]
    public void Rent_AnySizeUpToABlock_IsAWholeBlock()
    {
        Assert.All([-1, 0, 1, BlockPool.BlockBytes], size => Assert.Equal(BlockPool.BlockBytes, _pool.Rent(size).Memory.Length));
        Assert.Equal(BlockPool.BlockBytes, _pool.MaxBufferSize);
        Assert.Throws<ArgumentOutOfRangeException>(() => _pool.Rent(BlockPool.BlockBytes + 1));
    }

    [Fact]
    public void Rent_ABlockThatWasGivenBackTwice_IsLentOnce()
    {
        var block = _pool.Rent();
        block.Dispose();
        block.Dispose();

        Assert.NotSame(_pool.Rent(), _pool.Rent());
    }

    [Fact]
    public void LetGoOfIdle_KeepsWhatWasNeededSince()
    {
        GiveBack(Lend(10));
        Assert.Equal(0, _pool.LetGoOfIdle());
        GiveBack(Lend(3));

        Assert.Equal(7 * BlockPool.BlockBytes, _pool.LetGoOfIdle());
        Assert.Equal(3 * BlockPool.BlockBytes, _pool.LetGoOfIdle());
        Assert.Equal(0, _pool.LetGoOfIdle());
    }

    [Fact]
    public void LetGoOfIdle_WhatItLetGoOf_IsCollected()
    {
        var blocks = GiveBack(Lend(10));
        _pool.LetGoOfIdle();
        _pool.LetGoOfIdle();

        GC.Collect();

        Assert.DoesNotContain(blocks, block => block.IsAlive);
    }

    [Fact]
    public void Dispose_WhatIsGivenBackAfterwards_IsNotKept()
    {
        var lent = Lend(2);
        _pool.Dispose();

        GiveBack(lent);

        Assert.Equal(0, _pool.LetGoOfIdle() + _pool.LetGoOfIdle());
        Assert.Throws<ObjectDisposedException>(() => _pool.Rent());
    }

    [Fact]
    public void Use_CountsWhatIsLentAndWhatWaits()
    {
        GiveBack(Lend(3));
        _pool.Rent();

        Assert.Equal((BlockPool.BlockBytes, 2 * BlockPool.BlockBytes), _pool.Use);
    }

    [Fact]
    public async Task Blocks_LentToManyAtOnce_AreEachOnesOwn()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(worker => Task.Run(() =>
        {
            for (var round = 0; round < 5_000; round++)
            {
                using var block = _pool.Rent();
                block.Memory.Span.Fill((byte)worker);
                if (round % 100 == 0)
                    _pool.LetGoOfIdle();
                Assert.False(block.Memory.Span.ContainsAnyExcept((byte)worker));
            }
        })));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private IMemoryOwner<byte>[] Lend(int count) => [.. Enumerable.Range(0, count).Select(_ => _pool.Rent())];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] GiveBack(IMemoryOwner<byte>[] blocks)
    {
        foreach (var block in blocks)
            block.Dispose();
        return [.. blocks.Select(block => new WeakReference(block))];
    }
}
