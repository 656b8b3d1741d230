namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Which form of a hierarchy is read.</summary>
/// <param name="Default">How the actions of a claim's defaults are written.</param>
/// <param name="Override">How the actions granted to a claim set are written.</param>
/// <param name="Closed">Whether properties that are not known, and null for what is not there, are errors.</param>
internal sealed record HierarchyForm(ActionShape Default, ActionShape Override, bool Closed)
{
    /// <summary>As an administrator writes it: whatever the service would not take is an error.</summary>
    public static readonly HierarchyForm Document = new(ActionShape.Default, ActionShape.Override, Closed: true);

    /// <summary>
    /// As the service keeps it: it writes null for defaults that are not there, leaves empty lists behind when the last action of a
    /// grant is taken away, and reads over properties that it does not know.
    /// </summary>
    public static readonly HierarchyForm Stored = new(ActionShape.StoredDefault, ActionShape.StoredOverride, Closed: false);
}
