namespace Testing.Fuzzing;

/// <summary>Changes documents as accidents and attackers do; the same random numbers make the same change.</summary>
public static class Mutator
{
    private const int MostChanges = 4;

    /// <summary>The document with one to four changes: of its bytes, or of its JSON where it still is some.</summary>
    /// <param name="document">What to change; it stays as it is.</param>
    /// <param name="other">Another document of the same kind, to take something from.</param>
    /// <param name="random">Chooses.</param>
    public static byte[] Mutate(byte[] document, byte[] other, Random random)
    {
        var mutated = document;
        for (var changes = random.Next(1, MostChanges + 1); changes > 0; changes--)
            mutated = (random.Next(2) == 0 ? JsonMutation.TryMutate(mutated, random) : null) ?? ByteMutation.Mutate(mutated, other, random);
        return mutated;
    }
}
