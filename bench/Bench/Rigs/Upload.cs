using SchemaClaims.V1;

namespace Bench.Rigs;

/// <summary>An upload that was published, with the timestamps of its stages.</summary>
/// <param name="Published">What the sidecar answered.</param>
/// <param name="Began">Before the first document was even hashed.</param>
/// <param name="Sent">All documents are in the staging area.</param>
/// <param name="Compiled">The sidecar said that it begins to compose and store.</param>
internal sealed record Upload(Published Published, long Began, long Sent, long Compiled);
