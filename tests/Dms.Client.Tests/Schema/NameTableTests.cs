using Dms.Client.Schema;

namespace Dms.Client.Tests.Schema;

public class NameTableTests
{
    private const int Seed = 20251105;

    // Letters of both cases, digits and signs that are 0x20 apart from others, and what only looks like ASCII.
    private const string Ascii = "abyzABYZ019@`[{-_./";
    private const string Beyond = Ascii + "éÉÿŸßſıK ";

    [Theory]
    [InlineData(Ascii)]
    [InlineData(Beyond)]
    public void TryGetValue_RandomNames_FindsWhatADictionaryFinds(string characters)
    {
        var random = new Random(Seed);
        for (var round = 0; round < 200; round++)
        {
            var expected = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
            for (var i = random.Next(60); i > 0; i--)
                expected.TryAdd(RandomName(random, characters), i);
            var table = new NameTable<int>(expected);

            var asked = expected.Keys.Select(name => Changed(random, name)).Concat(Enumerable.Range(0, 100).Select(_ => RandomName(random, Beyond)));
            foreach (var name in asked.Concat(expected.Keys))
            {
                var found = table.TryGetValue(name, out var value);
                Assert.True(found == expected.TryGetValue(name, out var other) && value == other, $"'{name}' in round {round}, seed {Seed}");
            }
        }
    }

    [Fact]
    public void TryGetValue_EmptyTable_FindsNothing() => Assert.False(new NameTable<string>([]).TryGetValue("students", out _));

    [Fact]
    public void OrdinalIgnoreCase_AsciiLetters_EqualNothingBeyondAscii()
    {
        // What the hash of the table rests on.
        for (var beyond = 128; beyond <= char.MaxValue; beyond++)
        {
            foreach (var letter in "abcdefghijklmnopqrstuvwxyz")
                Assert.False(string.Equals($"{letter}", $"{(char)beyond}", StringComparison.OrdinalIgnoreCase), $"{letter} and U+{beyond:X4}");
        }
    }

    private static string RandomName(Random random, string characters) =>
        new([.. Enumerable.Range(0, random.Next(24)).Select(_ => characters[random.Next(characters.Length)])]);

    private static string Changed(Random random, string name) => random.Next(4) switch
    {
        0 => name.ToUpperInvariant(),
        1 => name.ToLowerInvariant(),
        2 => name + "x",
        _ => name.Length == 0 ? "x" : name[1..],
    };
}
