namespace Dms.Client.Postgresql.Cascades.Schema;

/// <summary>A resource by its names in the model, such as <c>Ed-Fi</c> and <c>Session</c>.</summary>
internal readonly record struct ResourceName(string Project, string Resource)
{
    public override string ToString() => $"{Project}.{Resource}";
}
