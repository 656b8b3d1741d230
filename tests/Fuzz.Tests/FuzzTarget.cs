namespace Fuzz.Tests;

/// <summary>A parser that faces the outside.</summary>
/// <param name="Name">What the corpus and the tests call it.</param>
/// <param name="Iterations">How many inputs it gets in the default run: about two seconds' worth.</param>
/// <param name="Seeds">Inputs that it accepts.</param>
/// <param name="Feed">
/// Takes an input and returns whether it is accepted. It throws when a promise is broken: by what the parser throws beside its documented
/// error, or because what it accepted does not come back from being written.
/// </param>
internal sealed record FuzzTarget(string Name, int Iterations, IReadOnlyList<byte[]> Seeds, Func<byte[], bool> Feed);
