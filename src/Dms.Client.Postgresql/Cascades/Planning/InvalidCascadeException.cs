namespace Dms.Client.Postgresql.Cascades.Planning;

/// <summary>A document makes a cascade impossible.</summary>
internal sealed class InvalidCascadeException(Guid documentUuid, string resourceName, string problem) : Exception(problem)
{
    public Guid DocumentUuid => documentUuid;

    public string ResourceName => resourceName;
}
