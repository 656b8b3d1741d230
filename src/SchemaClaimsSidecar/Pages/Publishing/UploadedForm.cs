using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>A form with files, as it arrived.</summary>
internal sealed record UploadedForm(IReadOnlyList<InputDocument> Documents, IReadOnlyDictionary<string, string> Fields);
