using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Load.Scenarios;

/// <summary>What a server says that one needs to know to ask it for something.</summary>
internal sealed record Seed
{
    private const string Data = "/data/ed-fi/";

    /// <summary>The token of a client that may read and write, by relationships.</summary>
    public required string Token { get; init; }

    /// <summary>The token of a client that may read, descriptors only by one version of the claims.</summary>
    public required string ReaderToken { get; init; }

    public required IReadOnlyList<string> StudentIds { get; init; }

    /// <summary>Documents that tie a student to a school, as they are written.</summary>
    public required IReadOnlyList<JsonObject> Relationships { get; init; }

    public required JsonObject Student { get; init; }

    public required IReadOnlyList<JsonObject> Sessions { get; init; }

    /// <exception cref="HttpRequestException">The server does not have what MiniDms has.</exception>
    public static async Task<Seed> ReadAsync(Uri server, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = server };
        var seed = (await http.GetFromJsonAsync<JsonObject>("/minidms/seed", cancellationToken))!;
        var token = await TokenAsync(seed["clientId"]!.GetValue<string>(), seed["clientSecret"]!.GetValue<string>());
        var reader = seed["clients"]!.AsArray().First(client => client!["claimSet"]!.GetValue<string>() == "RosterReader")!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var bodies = seed["bodies"]!;
        return new Seed
        {
            Token = token,
            ReaderToken = await TokenAsync(reader["clientId"]!.GetValue<string>(), reader["clientSecret"]!.GetValue<string>()),
            StudentIds = [.. (await ListAsync("students?limit=200")).Select(student => student["id"]!.GetValue<string>())],
            Relationships = [.. (await ListAsync("studentEducationOrganizationAssociations?limit=200")).Select(WithoutOwn)],
            Student = (JsonObject)bodies["students"]!.DeepClone(),
            Sessions = [.. await ListAsync("sessions?limit=50")],
        };

        async Task<string> TokenAsync(string id, string secret)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials", ["client_id"] = id, ["client_secret"] = secret,
            });
            using var response = await http.PostAsync("/oauth/token", form, cancellationToken);
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<JsonObject>(cancellationToken))!["access_token"]!.GetValue<string>();
        }

        async Task<IEnumerable<JsonObject>> ListAsync(string query) =>
            (await http.GetFromJsonAsync<JsonArray>(Data + query, cancellationToken))!.Select(item => item!.AsObject());
    }

    private static JsonObject WithoutOwn(JsonObject document)
    {
        var body = (JsonObject)document.DeepClone();
        foreach (var own in (string[])["id", "_etag", "_lastModifiedDate"])
            body.Remove(own);
        return body;
    }
}
