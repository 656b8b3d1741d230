using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;
using SchemaClaims.Contracts.Signing;

namespace SchemaClaimsSidecar.Signing;

/// <summary>Signs with the keys of files, which are read again before each release: a file that is exchanged needs no restart.</summary>
internal sealed partial class ReleaseSigner : IReleaseSigner, IDisposable
{
    private readonly SigningKeyFile[] _files;
    private readonly ILogger<ReleaseSigner> _log;
    private readonly Lock _lock = new();

    public ReleaseSigner(IOptions<SigningOptions> options, ILogger<ReleaseSigner> log)
    {
        _files = Array.ConvertAll(options.Value.KeyFiles, path => new SigningKeyFile(path));
        _log = log;
        Refresh();
        if (Array.Find(_files, file => file.Key is null)?.Problem is { } problem)
            throw new OptionsValidationException(SigningOptions.Section, typeof(SigningOptions), [problem]);
    }

    /// <summary>The keys that sign now, and what is wrong with their files.</summary>
    public SigningStanding Standing
    {
        get { lock (_lock) return new SigningStanding(KeyIds(), string.Join(' ', _files.Select(file => file.Problem).OfType<string>())); }
    }

    public IReadOnlyList<ReleaseSignature> Sign(Release release)
    {
        lock (_lock)
        {
            Refresh();
            return [.. _files.Select(file => file.Key).OfType<SigningKey>().DistinctBy(key => key.Id).Select(key => key.Sign(release))];
        }
    }

    public bool HasSigned(Release release)
    {
        lock (_lock)
        {
            Refresh();
            return KeyIds().All(key => release.Signatures.Any(signature => signature.KeyId == key));
        }
    }

    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }

    private void Refresh()
    {
        foreach (var file in _files)
        {
            if (file.Refresh())
            {
                LogKey(file.Key!.Id, file.Path);
                if (file.IsTooOpen)
                    LogTooOpen(file.Path);
            }
            else if (file.Problem is { } problem)
            {
                LogUnusable(problem, file.Key?.Id);
            }
        }
    }

    private string[] KeyIds() => [.. _files.Select(file => file.Key?.Id).OfType<string>().Distinct()];

    [LoggerMessage(6000, LogLevel.Information, "Releases are signed with key {Key} from '{Path}'")]
    private partial void LogKey(string key, string path);

    [LoggerMessage(6001, LogLevel.Warning, "Others than the sidecar can use the key file '{Path}': take that right away (chmod 0440)")]
    private partial void LogTooOpen(string path);

    [LoggerMessage(6002, LogLevel.Error, "Signing goes on with key {Key}, since {Problem}")]
    private partial void LogUnusable(string problem, string? key);
}
