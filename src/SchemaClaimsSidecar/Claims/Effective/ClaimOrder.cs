using System.Globalization;

namespace SchemaClaimsSidecar.Claims.Effective;

/// <summary>How the Configuration Service sorts claims: by name in the invariant culture, as ICU knows it.</summary>
internal static class ClaimOrder
{
    private static readonly CompareInfo Names = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>
    /// What is wrong where .NET runs without ICU, which it does without a word when it is told to: it compares numbers of characters then,
    /// and the same documents make another snapshot than in other pods. Null when all is well.
    /// </summary>
    public static string? Problem { get; } = Compare("a", "B") < 0
        ? null
        : "claims cannot be sorted as the Configuration Service sorts them, since .NET runs without ICU. Use an image that has ICU "
        + "(the tag ends with -extra), or install libicu, and take DOTNET_SYSTEM_GLOBALIZATION_INVARIANT out of the environment.";

    public static int Compare(string left, string right) => Names.Compare(left, right);
}
