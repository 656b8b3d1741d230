using System.Text;
using Dms.Client.Reading;

namespace Dms.Client.Tests.Reading;

public sealed class Utf8PoolTests
{
    private const int Limit = 8;

    private readonly Utf8Pool<string> _pool = new(Limit);

    [Fact]
    public void TryGet_TextAdded_GivesTheSameObject()
    {
        var added = Add("größe");
        Assert.True(_pool.TryGet("größe"u8, out var found));
        Assert.Same(added, found);
        Assert.False(_pool.TryGet("Größe"u8, out _));
    }

    [Fact]
    public void TryGet_TextUsedAgainAndAgain_IsNeverForgotten()
    {
        var used = Add("used");
        for (var i = 0; i < 100 * Limit; i++)
        {
            Assert.True(_pool.TryGet("used"u8, out var found), $"after {i} others");
            Assert.Same(used, found);
            Add($"other {i}");
        }
    }

    [Fact]
    public void TryGet_TextsNotUsedForLong_AreForgottenAndTheLastOnesKept()
    {
        for (var i = 0; i < 100; i++)
            Add($"{i}");

        Assert.All(Enumerable.Range(0, 100 - 2 * Limit), i => Assert.False(Has(i)));
        Assert.All(Enumerable.Range(100 - Limit, Limit), i => Assert.True(Has(i)));
    }

    private bool Has(int number) => _pool.TryGet(Encoding.UTF8.GetBytes($"{number}"), out _);

    private string Add(string text)
    {
        _pool.Add(Encoding.UTF8.GetBytes(text), text);
        return text;
    }
}
