using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Following;

namespace Dms.Client.Subscription;

/// <summary>
/// A client only moves forward: to greater generations of its epoch, and to another epoch only where its owner said so, or where the
/// sidecar's administrator did and the release says that it replaces the epoch that runs.
/// </summary>
internal sealed class ForwardRule(string? acceptedEpoch)
{
    /// <param name="running">What runs; null when nothing does.</param>
    /// <param name="next">Where to go.</param>
    /// <param name="release">The release at that position, where it is known.</param>
    /// <returns>What is wrong with going from the one position to the other; null when nothing is.</returns>
    public Verdict? Check(Position? running, Position next, Release? release)
    {
        if (running is not { } from || from == next)
            return null;
        if (from.Epoch != next.Epoch)
        {
            return next.Epoch == acceptedEpoch || (release?.Replaces(from.Epoch) ?? false) ? null : new Verdict(
                ReportCodes.EpochChanged,
                $"The sidecar's store has another history: its generation {next.Generation} is of epoch {next.Epoch}, and this client runs "
                + $"generation {from}. If the store was replaced on purpose, accept the new epoch at the sidecar (accept-epoch) or in the "
                + "client's options (AcceptEpoch).");
        }

        return next.Generation > from.Generation ? null : new Verdict(
            ReportCodes.GenerationWentBackwards,
            $"The sidecar's store went back to generation {next.Generation}, and this client runs {from}. "
            + "Publish again what shall be in force.");
    }
}
