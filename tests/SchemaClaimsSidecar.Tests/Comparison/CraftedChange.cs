using System.Text.Json.Nodes;
using SchemaClaimsSidecar.Comparison;

namespace SchemaClaimsSidecar.Tests.Comparison;

/// <summary>A change to <see cref="CraftedSchema"/>, and how it must be found.</summary>
/// <param name="Effects">What it means to clients.</param>
/// <param name="Line">The change as <see cref="Compared.Line"/> shows it.</param>
/// <param name="Apply">Makes the change in the core document.</param>
internal sealed record CraftedChange(Effects Effects, string Line, Action<JsonObject> Apply)
{
    /// <summary>For a change to students.</summary>
    public static CraftedChange ToStudents(Effects effects, string line, Action<JsonObject> apply) =>
        new(effects, "ed-fi/students: " + line, apply);
}
