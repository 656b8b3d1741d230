using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema;

/// <summary>What to compile: one core document, its extensions, the rules, and whether warnings refuse it too.</summary>
internal sealed record SchemaInput(InputDocument Core, IReadOnlyList<InputDocument> Extensions, MergeRules Rules, bool Strict);
