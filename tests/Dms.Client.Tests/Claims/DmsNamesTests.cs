using Dms.Client.Claims;

namespace Dms.Client.Tests.Claims;

/// <summary>That the short cut for plain names never answers otherwise than DMS.</summary>
public class DmsNamesTests
{
    private static readonly char[] Plain = [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(c => DmsNames.IsPlain(c.ToString()))];

    [Fact]
    public void IsPlain_EveryCharacter_IsTrueForPrintableAsciiOnly() =>
        Assert.Equal([.. Enumerable.Range(0x20, 0x5F).Select(code => (char)code)], Plain);

    [Fact]
    public void PlainCharacters_EveryPair_CompareOrdinally()
    {
        foreach (var left in Plain)
        {
            foreach (var right in Plain)
            {
                AssertSame($"{left}", $"{right}");
                AssertSame($"a{left}b", $"A{right}B");
                AssertSame($"{left}{right}", $"{right}{left}");
            }

            AssertSame($"{left}", "");
            AssertSame($"a{left}", "a");
            AssertSame($"{left}{left}", $"{left}");
        }
    }

    [Fact]
    public void OtherCharacters_OrdinallyIgnoringCase_NeverEqualPlainOnes()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var other = ((char)code).ToString();
            if (!DmsNames.IsPlain(other))
                Assert.DoesNotContain(Plain, plain => string.Equals(other, plain.ToString(), StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void PlainNames_Random_CompareOrdinally()
    {
        const int seed = 20261122;
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var left = string.Concat(random.GetItems(Plain, random.Next(12)));
            AssertSame(left, Varied(left, random));
        }
    }

    private static string Varied(string name, Random random)
    {
        var characters = name.ToCharArray();
        foreach (ref var character in characters.AsSpan())
        {
            character = random.Next(20) switch
            {
                0 => random.GetItems(Plain, 1)[0],
                < 10 => char.ToUpperInvariant(character),
                _ => char.ToLowerInvariant(character),
            };
        }

        return new string(characters);
    }

    private static void AssertSame(string left, string right)
    {
        if (DmsNames.Equal(left, right) != string.Equals(left, right, StringComparison.OrdinalIgnoreCase))
            Assert.Fail($"'{left}' and '{right}' compare differently by culture and by ordinal.");
    }
}
