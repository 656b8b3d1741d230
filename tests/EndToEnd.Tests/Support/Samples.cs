using System.Text.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.Tests.Support;

/// <summary>The schemas of samples/schemas, cores derived from them, and the claims of samples/claims.</summary>
internal static class Samples
{
    public static string Core => PathOf("schemas/core.json");

    public static string Arts => PathOf("schemas/arts.json");

    public static string Transport => PathOf("schemas/transport.json");

    public static string Claims => PathOf("claims/claims.json");

    public static string ArtsClaims => PathOf("claims/001-arts-claimset.json");

    /// <summary>A core whose project and whose every resource bear a mark, so that no two releases share these parts.</summary>
    /// <param name="mark">The mark; <see cref="FollowedRelease.Marks"/> finds it again.</param>
    /// <param name="padding">How many characters the project's part is made longer by.</param>
    public static byte[] Marked(string mark, int padding = 0) =>
        With(mark, project => project["description"] = mark + new string(' ', padding));

    /// <summary>A marked core in whose project something is changed.</summary>
    public static byte[] With(string mark, Action<JsonObject> change)
    {
        var core = JsonNode.Parse(File.ReadAllBytes(Core))!;
        var project = core["projectSchema"]!.AsObject();
        project["description"] = mark;
        foreach (var (_, resource) in project["resourceSchemas"]!.AsObject())
            resource!["jsonSchemaForInsert"]!["description"] = mark;
        change(project);
        return JsonSerializer.SerializeToUtf8Bytes(core);
    }

    /// <summary>A mark that no other release has.</summary>
    public static string NewMark() => "mark " + Guid.NewGuid().ToString("N");

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
