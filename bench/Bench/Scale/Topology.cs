namespace Bench.Scale;

/// <summary>How pods get their releases.</summary>
/// <param name="Name">In words.</param>
/// <param name="Hubs">Sidecars on the database; 0 where every pod's is.</param>
/// <param name="Relays">Relays between the hubs and those of the pods; 0 for none.</param>
internal sealed record Topology(string Name, int Hubs, int Relays)
{
    /// <summary>How many sidecars the database serves.</summary>
    public int OnDatabase(int pods) => Hubs == 0 ? pods : Hubs;

    /// <summary>How many sidecars serve each of the next level, from the database on; the last serve the relays of the pods.</summary>
    public IEnumerable<int> FanOuts(int pods)
    {
        if (Hubs == 0)
            yield break;
        if (Relays == 0)
        {
            yield return Share(pods, Hubs);
            yield break;
        }

        yield return Share(Relays, Hubs);
        yield return Share(pods, Relays);
    }

    private static int Share(int those, int among) => (those + among - 1) / among;
}
