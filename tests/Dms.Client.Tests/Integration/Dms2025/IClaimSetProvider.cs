namespace Dms.Client.Tests.Integration.Dms2025;

/// <summary>Stands in for the public interface of DMS of 2025-11.</summary>
public interface IClaimSetProvider
{
    Task<IList<ClaimSet>> GetAllClaimSets();
}
