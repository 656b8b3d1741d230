namespace SchemaClaimsSidecar.Administration;

/// <summary>A piece of a document was not taken.</summary>
internal sealed class StagingException(StagingFailure failure, string message) : Exception(message)
{
    public StagingFailure Failure => failure;
}
