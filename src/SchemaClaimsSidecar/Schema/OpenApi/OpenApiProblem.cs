namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>A fragment that could not go into the OpenAPI document; the document was rendered without it.</summary>
/// <param name="Project">The project whose fragment it is: 0 is the core, n the n-th extension.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the project's document.</param>
/// <param name="Rule">The rule that was broken (<see cref="OpenApiRules"/>).</param>
/// <param name="Message">What is wrong and what was done.</param>
internal sealed record OpenApiProblem(int Project, string Pointer, string Rule, string Message);
