namespace SchemaClaimsSidecar.Claims;

/// <summary>Where a claim was written: the document's name and a JSON Pointer into it.</summary>
internal readonly record struct ClaimOrigin(string Document, string Pointer);
