using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;

namespace SchemaClaimsSidecar.Administration;

/// <summary>Compiles what was uploaded, and remembers what it compiled last: most uploads change one document of several.</summary>
internal sealed class UploadCompiler
{
    private KnownProjects _known = KnownProjects.None;

    public CompiledUpload Compile(StagedInputs inputs, CancellationToken cancellationToken)
    {
        var schema = inputs.Schema is { } schemaInput ? Compile(schemaInput, cancellationToken) : null;
        var claims = inputs.Claims is { } claimsInput ? ClaimsCompiler.Compile(claimsInput, cancellationToken) : null;
        return new CompiledUpload(
            schema?.Schema is { } newSchema ? SchemaContent.Of(newSchema) : null,
            claims?.Claims is { } newClaims ? ClaimsContent.Of(newClaims) : null,
            [.. schema?.Problems ?? [], .. claims?.Problems ?? []],
            schema is { Schema: null } || claims is { Claims: null });
    }

    // Uploads may come at the same time: the last one to be compiled is remembered.
    private SchemaResult Compile(SchemaInput input, CancellationToken cancellationToken)
    {
        var result = SchemaCompiler.Compile(input, Volatile.Read(ref _known), cancellationToken);
        if (result.Schema is not null)
            Volatile.Write(ref _known, result.Known);
        return result;
    }
}
