using Dms.Client.Postgresql.Authorization;

namespace MiniDms.Clients;

/// <summary>A client of the API and what it is entitled to.</summary>
internal sealed record ApiClient(string Id, string Secret, string ClaimSet, ClientAuthorizations Authorizations);
