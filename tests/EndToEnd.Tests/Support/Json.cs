using System.Text.Json;

namespace EndToEnd.Tests.Support;

/// <summary>What <c>-o json</c> prints.</summary>
internal static class Json
{
    /// <summary>The one JSON value on standard output.</summary>
    public static JsonElement Of(ProgramRun run)
    {
        using var document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    public static string Text(this JsonElement json, string property) => json.GetProperty(property).GetString()!;

    /// <summary>A point in time.</summary>
    public static DateTimeOffset Time(this JsonElement json, string property) => json.GetProperty(property).GetDateTimeOffset();

    /// <summary>A whole number as protobuf's JSON mapping writes 64 bits: as a string.</summary>
    public static ulong Long(this JsonElement json, string property) =>
        ulong.Parse(json.Text(property), System.Globalization.CultureInfo.InvariantCulture);

    public static string[] Texts(this JsonElement json, string property) =>
        [.. json.GetProperty(property).EnumerateArray().Select(element => element.GetString()!)];

    /// <summary>The names of an object's properties, in their order.</summary>
    public static string[] Names(this JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];
}
