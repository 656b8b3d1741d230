namespace SchemaClaimsSidecar.Audit;

/// <summary>What somebody asks for.</summary>
/// <param name="Name">What kind of act it is.</param>
/// <param name="Arguments">What it is about, in short.</param>
/// <param name="Reason">Why, in the words of who asks; may be empty.</param>
/// <param name="Changes">Whether it can change anything; a dry run cannot.</param>
internal sealed record AdministrativeAct(string Name, string Arguments = "", string Reason = "", bool Changes = true);
