namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Stands in for what is needed here of the public type of DMS of 2026-08.</summary>
public sealed record EffectiveSchemaSet(EffectiveSchemaInfo EffectiveSchema);
