namespace SchemaClaimsSidecar.Comparison;

/// <summary>One difference between two snapshots.</summary>
/// <param name="Rule">What kind of change it is, and so what it means to clients.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Subject">What it belongs to: <c>ed-fi/students</c>, <c>ed-fi</c>, or a claim set.</param>
/// <param name="Aspect">What it is about.</param>
/// <param name="Name">Which one: a JSON path, a query field, a claim; empty for the subject itself.</param>
/// <param name="Facet">What of it has changed; empty for the whole of it.</param>
/// <param name="Before">What it was; empty where it was added.</param>
/// <param name="After">What it is; empty where it was removed.</param>
internal sealed record Change(
    ChangeRule Rule, ChangeKind Kind, string Subject, Aspect Aspect, string Name, string Facet, string Before, string After);
