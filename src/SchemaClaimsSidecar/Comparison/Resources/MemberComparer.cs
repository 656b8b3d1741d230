using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Resources;

/// <summary>Compares the members of a resource schema that are taken as a whole, so that none that differs goes unseen.</summary>
internal static class MemberComparer
{
    public static void Compare(JsonElement earlier, JsonElement later, SubjectChanges changes)
    {
        foreach (var name in JsonValues.NamesOf(earlier, later))
        {
            var (before, after) = (earlier.Member(name), later.Member(name));
            if (!JsonValues.IsSame(before, after) && Judge(name, after) is { } rule)
                changes.Changed(rule, Aspect.Resource, "", name, before.Text(), after.Text());
        }
    }

    // Null for what has a comparer of its own.
    private static ChangeRule? Judge(string member, JsonElement later) => member switch
    {
        "jsonSchemaForInsert" or "identityJsonPaths" or "documentPathsMapping" or "equalityConstraints" or "arrayUniquenessConstraints"
            or "booleanJsonPaths" or "numericJsonPaths" or "dateJsonPaths" or "dateTimeJsonPaths" or "decimalPropertyValidationInfos"
            or "queryFieldMapping" or "securableElements" or "authorizationPathways" => null,
        "resourceName" => ResourceRules.Renamed,
        "isDescriptor" or "isSchoolYearEnumeration" => ResourceRules.KindChanged,
        "isSubclass" or "subclassType" or "superclassProjectName" or "superclassResourceName" or "superclassIdentityJsonPath" =>
            ResourceRules.SuperclassChanged,
        "allowIdentityUpdates" => later.ValueKind == JsonValueKind.True
            ? ResourceRules.IdentityUpdatesAllowed
            : ResourceRules.IdentityUpdatesForbidden,
        "domains" or "relational" or "flatteningMetadata" or "sensitiveDataJsonPaths" or "isResourceExtension"
            or "commonExtensionOverrides" => ResourceRules.MetadataChanged,
        _ => ResourceRules.MemberChanged,
    };
}
