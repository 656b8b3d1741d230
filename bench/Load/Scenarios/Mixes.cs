using System.Globalization;
using System.Text.Json.Nodes;
using Load.Driving;

namespace Load.Scenarios;

/// <summary>The mixes of requests by name. Two servers with the same seed are asked for the same, in the same order.</summary>
internal sealed class Mixes(Seed seed, string salt)
{
    private const string Data = "/data/ed-fi/";
    private const int PageSize = 25;
    private const int Pages = 20;
    private const int BigPageSize = 500;

    public static IReadOnlyList<string> Names { get; } = ["mixed", "reads", "writes", "cascades", "pages", "everything"];

    /// <summary>The calls of a mix.</summary>
    /// <exception cref="ArgumentException">There is no mix of this name.</exception>
    public CallSource Of(string name) => name switch
    {
        // Shares of a hundred; 37 is prime to it, so that kinds alternate instead of coming in blocks.
        "mixed" => By(share => share switch { < 45 => Get, < 70 => Query, < 95 => Upsert, _ => Insert }),
        "reads" => By(share => share < 60 ? Get : Query),
        "writes" => By(share => share < 80 ? Upsert : Insert),
        "cascades" => Cascade,
        "pages" => Page,
        "everything" => By(share => share switch
        {
            < 44 => Get, < 68 => Query, < 92 => Upsert, < 97 => Insert, < 99 => Page, _ => Cascade,
        }),
        _ => throw new ArgumentException($"There is no mix {name}; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    private static CallSource By(Func<int, CallSource> kind) => (user, number) =>
        kind((((user + number) * 37) + (user * 11)) % 100)(user, number);

    private static T At<T>(IReadOnlyList<T> items, int user, int number) => items[((user * 31) + (number * 7)) % items.Count];

    private Call Get(int user, int number) => new("get", HttpMethod.Get, $"{Data}students/{At(seed.StudentIds, user, number)}");

    private Call Query(int user, int number) => new(
        "query", HttpMethod.Get,
        string.Create(CultureInfo.InvariantCulture, $"{Data}students?limit={PageSize}&offset={(user + number) % Pages * PageSize}"));

    private Call Page(int user, int number) =>
        new("page", HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"{Data}students?limit={BigPageSize}"));

    private Call Upsert(int user, int number)
    {
        var body = (JsonObject)At(seed.Relationships, user, number).DeepClone();
        body["loginId"] = Unique(user, number);
        return new Call("upsert", HttpMethod.Post, Data + "studentEducationOrganizationAssociations", body.ToJsonString());
    }

    private Call Insert(int user, int number)
    {
        var body = (JsonObject)seed.Student.DeepClone();
        body["studentUniqueId"] = Unique(user, number);
        return new Call("insert", HttpMethod.Post, Data + "students", body.ToJsonString());
    }

    private Call Cascade(int user, int number)
    {
        var body = (JsonObject)seed.Sessions[user % seed.Sessions.Count].DeepClone();
        body["sessionName"] = $"Session {Unique(user, number)}";
        return new Call("cascade", HttpMethod.Put, $"{Data}sessions/{body["id"]}", body.ToJsonString());
    }

    private string Unique(int user, int number) => string.Create(CultureInfo.InvariantCulture, $"{salt}-{user}-{number}");
}
