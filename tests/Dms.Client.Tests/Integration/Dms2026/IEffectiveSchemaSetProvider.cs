namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Stands in for what is needed here of the public interface of DMS of 2026-08.</summary>
public interface IEffectiveSchemaSetProvider
{
    EffectiveSchemaSet EffectiveSchemaSet { get; }

    bool IsInitialized { get; }
}
