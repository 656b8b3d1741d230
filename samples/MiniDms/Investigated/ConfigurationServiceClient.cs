using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Caching.Memory;
using MiniDms.Hosting;

namespace MiniDms.Investigated;

/// <summary>
/// Fetches claim sets: a token, unless one is cached, and all metadata, parsed into a row for each action. As DMS's
/// <c>ConfigurationServiceClaimSetProvider</c>, except that no header is shared between requests.
/// </summary>
internal sealed class ConfigurationServiceClient(HttpClient http, IMemoryCache cache)
{
    private const string TokenKey = "ConfigurationServiceToken";

    public async Task<IReadOnlyList<ClaimSetRows>> FetchAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "authorizationMetadata")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken)) },
        };
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var metadata = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        return [.. metadata.RootElement.EnumerateArray().Select(Read)];
    }

    private async Task<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(TokenKey, out string? cached) && cached is not null)
            return cached;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["client_id"] = MiniConfigurationService.ClientId,
            ["client_secret"] = MiniConfigurationService.ClientSecret,
            ["grant_type"] = "client_credentials",
            ["scope"] = MiniConfigurationService.Scope,
        });
        using var response = await http.PostAsync("connect/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        var token = answer.RootElement.GetProperty("access_token").GetString()!;
        return cache.Set(TokenKey, token, TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetDouble()));
    }

    private static ClaimSetRows Read(JsonElement claimSet)
    {
        var actionsById = claimSet.GetProperty("authorizations").EnumerateArray()
            .ToLookup(authorization => authorization.GetProperty("id").GetInt32(), authorization => authorization.GetProperty("actions"));
        return new ClaimSetRows(claimSet.GetProperty("claimSetName").GetString()!,
        [
            .. from claim in claimSet.GetProperty("claims").EnumerateArray()
               from actions in actionsById[claim.GetProperty("authorizationId").GetInt32()]
               from action in actions.EnumerateArray()
               select new ClaimRow(claim.GetProperty("name").GetString()!, action.GetProperty("name").GetString()!, StrategiesOf(action)),
        ]);
    }

    private static string[] StrategiesOf(JsonElement action) =>
        [.. action.GetProperty("authorizationStrategies").EnumerateArray().Select(strategy => strategy.GetProperty("name").GetString()!)];
}
