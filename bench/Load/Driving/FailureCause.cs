using System.Text.Json;

namespace Load.Driving;

/// <summary>Why a call failed, in a line that is the same for all calls that fail alike.</summary>
internal static class FailureCause
{
    private const int MostCharacters = 200;

    public const string NoAnswer = "no answer in time";

    /// <summary>The status, and what the body says of it.</summary>
    public static async Task<string> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return $"{(int)response.StatusCode} {Cut(Problem(text) ?? text)}".TrimEnd();
    }

    /// <summary>What went wrong on the way.</summary>
    public static string Of(HttpRequestException failure) => $"{nameof(HttpRequestException)}: {failure.HttpRequestError}";

    // Of a problem body without what differs from request to request, such as its number.
    private static string? Problem(string text)
    {
        try
        {
            using var body = JsonDocument.Parse(text);
            return $"{body.RootElement.GetProperty("title").GetString()}: {body.RootElement.GetProperty("detail").GetString()}";
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length > MostCharacters ? line[..MostCharacters] : line;
    }
}
