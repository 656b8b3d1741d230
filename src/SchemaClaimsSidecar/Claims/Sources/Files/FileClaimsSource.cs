using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Claims.Sources.Files;

/// <summary>Compiles a claims document and its fragments from disk, and looks every few seconds whether they have changed.</summary>
internal sealed class FileClaimsSource(IOptions<FileClaimsOptions> options, TimeProvider time) : IClaimsSource
{
    // A set of files that changes while it is read is read again; one that never rests is not a set that anybody meant.
    private const int MaxReadings = 3;

    private readonly ClaimsFiles _files = new(options.Value);
    private volatile FilesSeen? _seen;

    public async Task<ClaimsAnswer> FetchAsync(CancellationToken cancellationToken)
    {
        var input = await ReadAsync(cancellationToken).ConfigureAwait(false);
        var result = ClaimsCompiler.Compile(input, cancellationToken);
        if (result.Claims is not { } claims)
            throw new ClaimsSourceException(ProblemSummary.Of(result.Problems)) { Problems = result.Problems };
        return new ClaimsAnswer([TenantAnswer.Of(null, claims.ClaimSets)])
        {
            Inputs = claims.Inputs,
            Documents = [input.Claims, .. input.Fragments],
            Warnings = result.Problems,
        };
    }

    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        do
        {
            await Task.Delay(options.Value.PollInterval, time, cancellationToken).ConfigureAwait(false);
        }
        while (!await HasChangedAsync(cancellationToken).ConfigureAwait(false));
    }

    private async Task<ClaimsInput> ReadAsync(CancellationToken cancellationToken)
    {
        for (var reading = 1; reading <= MaxReadings; reading++)
        {
            var stamps = _files.Stamps();
            _seen = new FilesSeen(stamps, null);
            try
            {
                var input = await ClaimsFileReader.ReadAsync(_files, cancellationToken).ConfigureAwait(false);
                if (!HaveChangedSince(stamps))
                {
                    _seen = new FilesSeen(stamps, FilesSeen.DigestsOf(input));
                    return input;
                }
            }
            catch (ClaimsSourceException) when (HaveChangedSince(stamps))
            {
                // A file went while the others were read.
            }
        }

        throw new ClaimsSourceException(
            $"The claims document '{_files.Document}' or its fragments change while they are read. They are read again when they rest.");
    }

    private bool HaveChangedSince(IReadOnlyList<FileStamp> stamps) => !stamps.SequenceEqual(_files.Stamps());

    private async Task<bool> HasChangedAsync(CancellationToken cancellationToken)
    {
        var stamps = _files.Stamps();
        var seen = _seen;
        if (seen is not null && seen.Stamps.SequenceEqual(stamps))
            return false;
        if (seen?.Digests is null)
            return true;
        try
        {
            var input = await ClaimsFileReader.ReadAsync(_files, cancellationToken).ConfigureAwait(false);
            if (!seen.Digests.SequenceEqual(FilesSeen.DigestsOf(input)))
                return true;
            _seen = seen with { Stamps = stamps };
            return false;
        }
        catch (ClaimsSourceException)
        {
            // The next fetch says why.
            return true;
        }
    }
}
