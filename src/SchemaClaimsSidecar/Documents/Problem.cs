namespace SchemaClaimsSidecar.Documents;

/// <summary>What is wrong with an input document, and where.</summary>
/// <param name="Severity">Whether it refuses the input.</param>
/// <param name="Document">The name of the document.</param>
/// <param name="Pointer">JSON Pointer (RFC 6901) into the document; empty for the whole of it.</param>
/// <param name="Rule">The rule that was broken: a stable name in kebab-case.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record Problem(Severity Severity, string Document, string Pointer, string Rule, string Message);
