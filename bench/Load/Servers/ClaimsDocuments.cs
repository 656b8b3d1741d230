using System.Text;
using System.Text.Json.Nodes;

namespace Load.Servers;

/// <summary>
/// The claims of MiniDms, brought to the size of the field's: 16 claim sets over 350 claims, some 400 kB of metadata. There are two
/// documents, which differ in whether a reader may read descriptors: so one can see from outside which is in force.
/// </summary>
internal static class ClaimsDocuments
{
    private const int MoreClaimSets = 13;
    private const int MoreClaims = 340;
    private const string Toggled = "http://ed-fi.org/identity/claims/domains/descriptors";

    public static byte[] Of(byte[] document, bool readerMayReadDescriptors)
    {
        var root = JsonNode.Parse(document)!;
        var names = Enumerable.Range(1, MoreClaimSets).Select(number => $"Vendor{number:00}").ToArray();
        foreach (var name in names)
            root["claimSets"]!.AsArray().Add(new JsonObject { ["claimSetName"] = name, ["isSystemReserved"] = true });
        var hierarchy = root["claimsHierarchy"]!.AsArray();
        if (!readerMayReadDescriptors)
            Remove(hierarchy.Single(domain => domain!["name"]!.GetValue<string>() == Toggled)!["claimSets"]!.AsArray(), "RosterReader");
        hierarchy.Add(OthersOf([.. names, "SisVendor", "DistrictAdministrator", "RosterReader"]));
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Remove(JsonArray claimSets, string name) =>
        claimSets.Remove(claimSets.Single(claimSet => claimSet!["name"]!.GetValue<string>() == name));

    private static JsonObject OthersOf(IEnumerable<string> claimSets) => new()
    {
        ["name"] = "http://ed-fi.org/identity/claims/domains/others",
        ["defaultAuthorization"] = new JsonObject
        {
            ["actions"] = Actions(action => new JsonObject
            {
                ["name"] = action,
                ["authorizationStrategies"] = new JsonArray(new JsonObject { ["name"] = "RelationshipsWithEdOrgsAndPeople" }),
            }),
        },
        ["claimSets"] = new JsonArray([.. claimSets.Select(name => (JsonNode)new JsonObject
        {
            ["name"] = name, ["actions"] = Actions(action => new JsonObject { ["name"] = action }),
        })]),
        ["claims"] = new JsonArray([.. Enumerable.Range(1, MoreClaims).Select(number =>
            (JsonNode)new JsonObject { ["name"] = $"http://ed-fi.org/identity/claims/field/Other{number:000}" })]),
    };

    private static JsonArray Actions(Func<string, JsonObject> of) =>
        [.. ((string[])["Create", "Read", "Update", "Delete"]).Select(action => (JsonNode)of(action))];
}
