using System.Runtime.CompilerServices;
using System.Text;
using Dms.Client.Reading;
using SchemaClaims.Contracts;

namespace Dms.Client.Tests.Reading;

public sealed class DigestPoolTests
{
    private const int Limit = 8;

    private readonly DigestPool<object> _pool = new(Limit);

    [Fact]
    public void TryGet_WhatIsInUse_GivesTheSameObject()
    {
        var added = new object();
        _pool.Add(DigestOf(1), added);

        Assert.True(_pool.TryGet(DigestOf(1), out var found));
        Assert.Same(added, found);
        Assert.False(_pool.TryGet(DigestOf(2), out _));
    }

    [Fact]
    public void TryGet_WhatNobodyUsesAnyMore_IsGone()
    {
        var kept = new object();
        _pool.Add(DigestOf(1), kept);
        AddUnused(DigestOf(2));
        GC.Collect();

        Assert.True(_pool.TryGet(DigestOf(1), out _));
        Assert.False(_pool.TryGet(DigestOf(2), out _));
        GC.KeepAlive(kept);
    }

    [Fact]
    public void TryGet_AddedAnewAfterItWasGone_GivesTheNewOne()
    {
        AddUnused(DigestOf(1));
        GC.Collect();
        var added = new object();
        _pool.Add(DigestOf(1), added);

        Assert.True(_pool.TryGet(DigestOf(1), out var found));
        Assert.Same(added, found);
    }

    [Fact]
    public void TryGet_AskedForAgainAndAgain_IsNeverForgotten()
    {
        object used = new(), other = new();
        _pool.Add(DigestOf(0), used);
        for (var i = 1; i < 100 * Limit; i++)
        {
            Assert.True(_pool.TryGet(DigestOf(0), out _), $"after {i} others");
            _pool.Add(DigestOf(i), other);
        }

        GC.KeepAlive(used);
    }

    [Fact]
    public void TryGet_NotAskedForInLong_IsForgottenAndTheLastOnesKept()
    {
        var value = new object();
        for (var i = 0; i < 100; i++)
            _pool.Add(DigestOf(i), value);

        Assert.All(Enumerable.Range(0, 100 - 2 * Limit), i => Assert.False(_pool.TryGet(DigestOf(i), out _)));
        Assert.All(Enumerable.Range(100 - Limit, Limit), i => Assert.True(_pool.TryGet(DigestOf(i), out _)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddUnused(Digest digest) => _pool.Add(digest, new object());

    private static Digest DigestOf(int number) => Digest.Of(Encoding.UTF8.GetBytes($"{number}"));
}
