namespace Fuzz.Tests.Targets;

/// <summary>Every parser that is fed.</summary>
internal static partial class AllTargets
{
    static AllTargets()
    {
        AddWire();
        IEnumerable<FuzzTarget> all =
        [
            .. Known, .. DocumentTargets.All, .. PartTargets.All, .. SnapshotTargets.All, .. SigningTargets.All, .. RequestTargets.All,
            .. TextTargets.All,
        ];
        foreach (var target in all)
            ByName.Add(target.Name, target);
    }

    public static Dictionary<string, FuzzTarget> ByName { get; } = [];

    private static List<FuzzTarget> Known { get; } = [];

    // Where frames are ours.
    static partial void AddWire();
}
