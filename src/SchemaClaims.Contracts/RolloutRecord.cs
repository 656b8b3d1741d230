using System.Text.Json.Serialization;

namespace SchemaClaims.Contracts;

/// <summary>The part of the fleet that a release is for.</summary>
/// <param name="To">Whom: <c>10%</c> of the subscribers, or labels such as <c>zone=a</c>.</param>
/// <param name="Auto">How long they must run it well for it to be promoted by itself; null where an administrator decides.</param>
internal sealed record RolloutRecord(
    string To, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimeSpan? Auto = null);
