using static SchemaClaimsSidecar.Comparison.Effects;

namespace SchemaClaimsSidecar.Comparison.Rules;

/// <summary>What changes of the schema by which access is authorized mean to clients.</summary>
internal static class AccessRules
{
    public static readonly ChangeRule SecurableElementAdded = new(
        "securable-element-added", NarrowsAccess, "One more value of a document may have to be authorized.");

    public static readonly ChangeRule SecurableElementRemoved = new(
        "securable-element-removed", WidensAccess, "One value less of a document has to be authorized.");

    public static readonly ChangeRule FirstSecurableElementChanged = new(
        "first-securable-element-changed", ChangesAccess, "Of several of a kind the first one decides, and that is another now.");

    public static readonly ChangeRule PathwayAdded = new(
        "pathway-added", WidensAccess, "Documents of this resource give access to persons that they relate to an organization.");

    public static readonly ChangeRule PathwayRemoved = new(
        "pathway-removed", NarrowsAccess, "Documents of this resource give no access any more to the persons in them.");

    public static readonly ChangeRule OrganizationAdded = new(
        "education-organization-added", WidensAccess, "Who has access to an organization has access to those below it.");

    public static readonly ChangeRule OrganizationRemoved = new(
        "education-organization-removed", NarrowsAccess, "Who had access through an organization above has it no more.");
}
