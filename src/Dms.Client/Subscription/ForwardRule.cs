using SchemaClaims.Contracts;

namespace Dms.Client.Subscription;

/// <summary>A client only moves forward: to greater generations of its epoch, and to another epoch only where its owner said so.</summary>
internal sealed class ForwardRule(string? acceptedEpoch)
{
    /// <returns>What is wrong with going from the one position to the other; null when nothing is.</returns>
    public Verdict? Check(Position? running, Position next)
    {
        if (running is not { } from || from == next)
            return null;
        if (from.Epoch != next.Epoch)
        {
            return next.Epoch == acceptedEpoch ? null : new Verdict(
                ReportCodes.EpochChanged,
                $"The sidecar's store has another history: its generation {next.Generation} is of epoch {next.Epoch}, and this client runs "
                + $"generation {from}. If the store was replaced on purpose, accept the new epoch in the client's options.");
        }

        return next.Generation > from.Generation ? null : new Verdict(
            ReportCodes.GenerationWentBackwards,
            $"The sidecar's store went back to generation {next.Generation}, and this client runs {from}. "
            + "Publish again what shall be in force.");
    }
}
