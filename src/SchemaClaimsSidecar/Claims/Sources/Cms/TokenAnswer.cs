using System.Globalization;
using System.Text.Json;

namespace SchemaClaimsSidecar.Claims.Sources.Cms;

/// <summary>What the token endpoint answers (RFC 6749, 5.1).</summary>
internal readonly record struct TokenAnswer(string Token, TimeSpan Life)
{
    private static readonly TimeSpan LifeUnlessSaid = TimeSpan.FromSeconds(1800);
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(1);

    /// <summary>Reads an answer; null when it holds no token. Never says what the answer is instead: it may hold a secret.</summary>
    public static TokenAnswer? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("access_token", out var property)
                && property.ValueKind == JsonValueKind.String
                && property.GetString() is { Length: > 0 } token
                && token.All(character => character is >= '!' and <= '~')
                ? new TokenAnswer(token, LifeIn(json.RootElement))
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TimeSpan LifeIn(JsonElement answer)
    {
        if (!answer.TryGetProperty("expires_in", out var expiresIn) || !TryReadNumber(expiresIn, out var seconds) || !(seconds > 0))
            return LifeUnlessSaid;
        return seconds < LongestLife.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestLife;
    }

    private static bool TryReadNumber(JsonElement value, out double number)
    {
        number = 0;
        return value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out number),
            _ => false,
        };
    }
}
