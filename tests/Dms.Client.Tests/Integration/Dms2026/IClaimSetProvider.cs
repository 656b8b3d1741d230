namespace Dms.Client.Tests.Integration.Dms2026;

/// <summary>Stands in for the public interface of DMS of 2026-08.</summary>
public interface IClaimSetProvider
{
    Task<IList<ClaimSet>> GetAllClaimSets(string? tenant = null);
}
