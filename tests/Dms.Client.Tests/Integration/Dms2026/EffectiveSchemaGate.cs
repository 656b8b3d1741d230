using Dms.Client.Gates;
using Dms.Client.Snapshots;

namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Holds releases of another effective schema than the one that DMS has built at its start and found in its database.</summary>
public sealed class EffectiveSchemaGate(IEffectiveSchemaSetProvider schema) : ISnapshotGate
{
    public string Name => "effective-schema";

    public ValueTask<GateResult> CheckAsync(DmsSnapshot candidate, DmsSnapshot? current, CancellationToken cancellationToken) =>
        new(Check(candidate.EffectiveSchemaHash));

    private GateResult Check(string candidate)
    {
        if (!schema.IsInitialized)
            return GateResult.Closed("DMS has not built its effective schema yet.");
        var own = schema.EffectiveSchemaSet.EffectiveSchema.EffectiveSchemaHash;
        return candidate.Length == 0 || candidate == own ? GateResult.Open : GateResult.Closed(
            $"The release is of effective schema {candidate}, DMS runs {own}. Provision the database for it, and restart DMS with it.");
    }
}
