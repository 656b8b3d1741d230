namespace SchemaClaimsSidecar.Pages;

/// <summary>Where a page belongs in the navigation.</summary>
internal enum PageArea
{
    Overview,
    Claims,
    Upload,
    Audit,
}
