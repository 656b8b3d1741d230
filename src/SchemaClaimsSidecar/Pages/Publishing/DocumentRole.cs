namespace SchemaClaimsSidecar.Pages.Publishing;

/// <summary>What a document is for.</summary>
internal enum DocumentRole
{
    Core,
    Extension,
    Claims,
    Fragment,
}
