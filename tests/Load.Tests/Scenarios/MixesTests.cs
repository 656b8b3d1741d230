using System.Text.Json.Nodes;
using Load.Driving;
using Load.Scenarios;

namespace Load.Tests.Scenarios;

public sealed class MixesTests
{
    private static readonly Seed Seed = new()
    {
        Token = "t",
        ReaderToken = "r",
        StudentIds = ["a", "b", "c"],
        Relationships = [new JsonObject { ["loginId"] = "x" }, new JsonObject { ["loginId"] = "y" }],
        Student = new JsonObject { ["studentUniqueId"] = "S1" },
        Sessions = [new JsonObject { ["id"] = "1", ["sessionName"] = "x" }],
    };

    [Fact]
    public void Mixed_OverAHundredCalls_HasTheSharesThatAreTold()
    {
        var calls = Calls("mixed", user: 3);

        Assert.Equal(
            [("get", 45), ("insert", 5), ("query", 25), ("upsert", 25)],
            calls.GroupBy(call => call.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => (kind.Key, kind.Count())));
    }

    [Fact]
    public void Writes_OfSeveralUsersAndSlices_AreNeverTheSame()
    {
        var bodies = new[] { "1", "2" }.SelectMany(salt => Enumerable.Range(0, 8).SelectMany(user => Calls("writes", user, salt)))
            .Where(call => call.Kind == "insert").Select(call => call.Body).ToArray();

        Assert.NotEmpty(bodies);
        Assert.Equal(bodies.Length, bodies.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mix_OfAName_GivesTheSameCallsAgain(string name) => Assert.Equal(Calls(name, user: 1), Calls(name, user: 1));

    public static TheoryData<string> Names() => [.. Mixes.Names];

    private static Call[] Calls(string mix, int user, string salt = "1")
    {
        var calls = new Mixes(Seed, salt).Of(mix);
        return [.. Enumerable.Range(0, 100).Select(number => calls(user, number))];
    }
}
