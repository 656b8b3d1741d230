using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Demo;

/// <summary>What the sidecar answered to an upload that was made with its command line tool.</summary>
internal sealed record Upload(
    long Generation, DateTimeOffset ReceivedAt, DateTimeOffset DoneAt, int TotalParts, IReadOnlyList<string> Added, IReadOnlyList<string> Changed)
{
    /// <exception cref="InvalidOperationException">The upload failed; the message is the tool's.</exception>
    public static async Task<Upload> RunAsync(string adminSocket, params string[] documents)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "schema-claims-sidecar"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments = ["upload", "--admin-socket", adminSocket, "--wait", "10s", "-o", "json", "--core", .. documents.Take(1)];
        foreach (var argument in arguments.Concat(documents.Skip(1).SelectMany(document => new[] { "--extension", document })))
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? Read(answer) : throw new InvalidOperationException($"upload failed:\n{await said}{answer}");
    }

    private static Upload Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var published = document.RootElement;
        return new Upload(
            long.Parse(published.GetProperty("position").GetProperty("generation").GetString()!, CultureInfo.InvariantCulture),
            published.GetProperty("receivedAt").GetDateTimeOffset(),
            published.GetProperty("doneAt").GetDateTimeOffset(),
            published.GetProperty("totalParts").GetInt32(),
            Names(published.GetProperty("addedParts")),
            Names(published.GetProperty("changedParts")));
    }

    private static string[] Names(JsonElement names) => [.. names.EnumerateArray().Select(name => name.GetString()!)];
}
