using System.Globalization;
using SchemaClaims.Contracts;
using Testing.Fuzzing;

namespace Fuzz.Tests;

/// <summary>Feeds a target, and watches what it keeps to whatever it is fed: documented errors alone, an end, and bounded memory.</summary>
internal static class Fuzzer
{
    // Far above what any input of this size takes, and far below what a parser takes that multiplies its input.
    private const long FixedBytes = 64 * 1024 * 1024;
    private const long BytesPerByte = 8 * 1024;

    private static readonly TimeSpan HangsAfter = TimeSpan.FromSeconds(60);

    /// <summary>The number in <c>FUZZ_SEED</c>, or another each time.</summary>
    public static int Seed => Number("FUZZ_SEED") ?? Random.Shared.Next();

    /// <summary>By how much more than the default: <c>FUZZ_TIMES</c>.</summary>
    public static int Times => Number("FUZZ_TIMES") ?? 1;

    /// <summary>Feeds mutations of the seeds and of the corpus, and returns how many were accepted.</summary>
    public static int Run(FuzzTarget target, int seed, int iterations)
    {
        var random = new Random(seed);
        var seeds = target.Seeds.Concat(Corpus.Of(target.Name).Select(saved => saved.Content)).ToArray();
        var accepted = 0;
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            var input = Mutator.Mutate(seeds[random.Next(seeds.Length)], seeds[random.Next(seeds.Length)], random);
            accepted += Feed(target, input, $"seed {seed}, input {iteration}") ? 1 : 0;
        }

        return accepted;
    }

    /// <exception cref="FuzzException">A promise is broken.</exception>
    public static bool Feed(FuzzTarget target, byte[] input, string which)
    {
        var before = GC.GetTotalAllocatedBytes();
        var feeding = Task.Run(() => target.Feed(input));
        try
        {
            var accepted = feeding.WaitAsync(HangsAfter).GetAwaiter().GetResult();
            var allocated = GC.GetTotalAllocatedBytes() - before;
            return allocated <= FixedBytes + BytesPerByte * input.Length
                ? accepted
                : throw new InvalidOperationException($"{allocated} bytes were allocated for {input.Length}.");
        }
        catch (Exception broken)
        {
            throw new FuzzException($"{target.Name}, {which}: {broken.Message} The input is {Save(target, input)}.", broken);
        }
    }

    private static string Save(FuzzTarget target, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "findings", target.Name));
        var file = Path.Combine(folder.FullName, Digest.Of(input).ToString()[..12]);
        File.WriteAllBytes(file, input);
        return file;
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
