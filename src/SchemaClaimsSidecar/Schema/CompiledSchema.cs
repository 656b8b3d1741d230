using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Schema;

/// <summary>A schema as a snapshot carries it.</summary>
/// <param name="EffectiveSchemaHash">The hash that DMS computes, and the database must carry: 64 lower-case hexadecimal digits.</param>
/// <param name="Rules">The rules under which it was merged.</param>
/// <param name="Inputs">The documents that it was made from, in the order given.</param>
/// <param name="Parts">Its parts, in ordinal order of their names.</param>
internal sealed record CompiledSchema(
    string EffectiveSchemaHash, MergeRules Rules, IReadOnlyList<ManifestInput> Inputs, IReadOnlyList<Part> Parts);
