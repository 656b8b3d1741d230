namespace Grpc.Wire.Tests.Api;

/// <summary>
/// Keeps the swap for the official packages possible: src/Grpc.Wire/official-api.txt lists signatures of theirs, Grpc.Wire shows
/// nothing else, and stubs and application use nothing else.
/// </summary>
public sealed class OfficialApiTests
{
    private const string Wire = "Grpc.Wire";

    private static readonly IReadOnlyCollection<string> Listed =
        [.. File.ReadLines(PathOf("official-api.txt")).Where(line => line.Length > 0 && line[0] != '#')];

    public static TheoryData<string> Users => ["SchemaClaims.Contracts.dll", "schema-claims-sidecar.dll", "Dms.Client.dll"];

    [Fact]
    public void GrpcWire_InOfficialNamespaces_ShowsExactlyWhatIsListed()
    {
        var shown = ApiSurface.Read(PathOf(Wire + ".dll")).Order(StringComparer.Ordinal).ToList();

        File.WriteAllLines(PathOf("official-api.actual.txt"), shown);

        Assert.Equal([], shown.Except(Listed));
        Assert.Equal([], Listed.Except(shown));
    }

    [Theory]
    [MemberData(nameof(Users))]
    public void StubsAndApplication_OfGrpc_UseOnlyWhatIsListed(string user)
    {
        var used = ApiReferences.Read(PathOf(user), Wire);

        Assert.Equal([], used.Except(Listed).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Stubs_OfTheContracts_AreSeenByThisTest()
    {
        var used = ApiReferences.Read(PathOf("SchemaClaims.Contracts.dll"), Wire);

        Assert.Contains("Grpc.Core.ServerServiceDefinition.CreateBuilder() : Grpc.Core.ServerServiceDefinition.Builder", used);
        Assert.Contains(used, member => member.StartsWith("Grpc.Core.ClientBase.ClientBaseConfiguration", StringComparison.Ordinal));
        Assert.True(used.Count > 30, $"Only {used.Count} members of {Wire} are used.");
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
