namespace Fuzz.Tests.Targets;

/// <summary>Every parser that is fed.</summary>
internal static partial class AllTargets
{
    static AllTargets()
    {
        AddWire();
        foreach (var target in Known.Concat(DocumentTargets.All).Concat(PartTargets.All).Concat(SnapshotTargets.All).Concat(SigningTargets.All)
            .Concat(RequestTargets.All).Concat(TextTargets.All))
            ByName.Add(target.Name, target);
    }

    public static Dictionary<string, FuzzTarget> ByName { get; } = [];

    private static List<FuzzTarget> Known { get; } = [];

    // Where frames are ours.
    static partial void AddWire();
}
