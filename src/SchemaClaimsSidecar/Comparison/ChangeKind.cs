namespace SchemaClaimsSidecar.Comparison;

/// <summary>How something differs. The numbers are those of the administration protocol.</summary>
internal enum ChangeKind
{
    Added = 0,
    Removed = 1,
    Changed = 2,
}
