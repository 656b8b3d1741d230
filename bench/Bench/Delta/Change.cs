using Dms.Client.Snapshots;

namespace Bench.Delta;

/// <summary>What a change cost, and what it left alone.</summary>
/// <param name="Received">All bytes that the client received.</param>
/// <param name="Part">The length of the parts that differ.</param>
/// <param name="Manifest">The length of the new manifest.</param>
/// <param name="Resources">How many resources there are.</param>
/// <param name="SameResources">How many of them are the same object as before.</param>
internal sealed record Change(long Received, long Part, long Manifest, int Resources, int SameResources)
{
    public double Ratio => (double)Received / (Part + Manifest);

    public static Change Between(DmsSnapshot before, DmsSnapshot after, long received)
    {
        var old = before.Schema.Core!.Resources;
        var now = after.Schema.Core!.Resources;
        return new Change(
            received,
            after.Parts.Where(part => before.FindPart(part.Name)?.Digest != part.Digest).Sum(part => (long)part.Content.Length),
            after.Candidate.Manifest.Bytes.Length,
            now.Length,
            now.Count(resource => old.Any(earlier => ReferenceEquals(earlier, resource))));
    }
}
