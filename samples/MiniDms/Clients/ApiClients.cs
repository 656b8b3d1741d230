using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dms.Client.Postgresql.Authorization;
using MiniDms.Seeding;

namespace MiniDms.Clients;

/// <summary>The clients that there are, and the tokens that they were given.</summary>
internal sealed class ApiClients
{
    public const string Namespace = "uri://ed-fi.org";

    private readonly ConcurrentDictionary<string, ApiClient> _byToken = new(StringComparer.Ordinal);

    /// <summary>The one that may see the whole district, by relationships.</summary>
    public static ApiClient District { get; } = Of("sis", "SisVendor", SeedPlan.DistrictId);

    public static IReadOnlyList<ApiClient> All { get; } =
    [
        District, Of("district", "DistrictAdministrator", SeedPlan.DistrictId), Of("reader", "RosterReader", SeedPlan.DistrictId),
        .. SeedPlan.SchoolIds.Select((school, index) => Of($"school-{index + 1}", "SisVendor", school)),
    ];

    /// <summary>A new token; null when there is no such client.</summary>
    public string? IssueToken(string? id, string? secret)
    {
        if (All.FirstOrDefault(client => client.Id == id && client.Secret == secret) is not { } client)
            return null;
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _byToken[token] = client;
        return token;
    }

    /// <summary>Who makes a request; null without a token that was issued.</summary>
    public ApiClient? Find(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? _byToken.GetValueOrDefault(header[Scheme.Length..]) : null;
    }

    private static ApiClient Of(string id, string claimSet, long organization) =>
        new(id, $"{id}-secret", claimSet, new ClientAuthorizations([organization], [Namespace]));
}
