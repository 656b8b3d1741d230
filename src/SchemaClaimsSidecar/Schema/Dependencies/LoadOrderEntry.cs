namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>When a resource may be loaded.</summary>
/// <param name="Resource">The resource's path: <c>/ed-fi/students</c>.</param>
/// <param name="Order">Its group, from 1: all groups before it must be loaded first.</param>
/// <param name="Operations">What may be done then.</param>
internal sealed record LoadOrderEntry(string Resource, int Order, IReadOnlyList<string> Operations);
