namespace SchemaClaimsSidecar.Pages.Permissions;

/// <summary>What somebody asks about permissions: may this claim set do this with that?</summary>
/// <param name="Tenant">The tenant; empty where claims know none.</param>
/// <param name="ClaimSet">A claim set; empty for all.</param>
/// <param name="Resource">A resource claim, or a part of its name; empty for all.</param>
/// <param name="Action">An action; empty for all.</param>
internal sealed record ClaimsQuestion(string Tenant, string ClaimSet, string Resource, string Action)
{
    /// <summary>Whether anything is asked.</summary>
    public bool IsAsked => ClaimSet.Length > 0 || Resource.Length > 0 || Action.Length > 0;

    /// <summary>Whether it can be answered with yes or no.</summary>
    public bool IsSpecific => ClaimSet.Length > 0 && Resource.Length > 0 && Action.Length > 0;

    public static ClaimsQuestion Of(HttpRequest request)
    {
        return new ClaimsQuestion(Read("tenant"), Read("claimSet"), Read("resource"), Read("action"));

        string Read(string name) => request.Query[name].ToString().Trim();
    }
}
