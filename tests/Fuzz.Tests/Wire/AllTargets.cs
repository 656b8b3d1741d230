using Fuzz.Tests.Wire;

namespace Fuzz.Tests.Targets;

internal static partial class AllTargets
{
    static partial void AddWire() => Known.AddRange(WireTargets.All);
}
