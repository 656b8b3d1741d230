using Dms.Client.Scheduling;
using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>
/// Hashes and reads parts while more of them arrive, on the preparation thread. What the parts of all releases have in common is
/// made once: most of a new release is then nothing new to the garbage collector.
/// </summary>
internal sealed class PartPreparer(PreparationThread thread)
{
    private readonly PartReader _reader = new();

    public Task<PreparedPart[]> PrepareAsync(IReadOnlyList<ExpectedPart> received) =>
        thread.RunAsync(() => Array.ConvertAll([.. received], Prepare));

    private PreparedPart Prepare(ExpectedPart expected)
    {
        thread.Pace.Step();
        var content = expected.Content!.Value;
        if (Digest.Of(content.Span) != expected.Digest)
            return new PreparedPart(expected, IsDamaged: true, []);
        var parts = new List<SnapshotPart>(expected.Names.Count);
        foreach (var name in expected.Names)
        {
            try
            {
                parts.Add(_reader.Read(name, expected.Digest, content));
            }
            catch (PartInvalidException)
            {
                // Matters only if the release is committed, and is found again then.
            }
        }

        return new PreparedPart(expected, IsDamaged: false, parts);
    }
}
