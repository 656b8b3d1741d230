namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>A dependency that the load order cannot respect; the order was made without it.</summary>
/// <param name="Project">The project of the dependent resource: its place in the list of projects.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the project's document.</param>
/// <param name="Rule">The rule that was broken (<see cref="LoadOrderRules"/>).</param>
/// <param name="Message">What is wrong.</param>
internal sealed record LoadOrderProblem(int Project, string Pointer, string Rule, string Message);
