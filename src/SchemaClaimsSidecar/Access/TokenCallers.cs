using System.Text;
using Microsoft.Extensions.Options;
using SchemaClaims.Contracts;

namespace SchemaClaimsSidecar.Access;

/// <summary>Tells who calls by a static token. Of tokens only hashes are known, so that comparing them tells nothing by its time.</summary>
internal sealed class TokenCallers(IOptions<AccessOptions> options, ILogger<TokenCallers> log) : ICallers
{
    private readonly WatchedFile<IReadOnlyList<TokenEntry>>? _file = options.Value.TokenFile.Length == 0
        ? null
        : new WatchedFile<IReadOnlyList<TokenEntry>>(options.Value.TokenFile, TokenEntry.ParseAll, [], log);

    public ValueTask<Caller?> IdentifyAsync(HttpContext context) => new(BearerToken.Of(context) is { } token ? Find(token) : null);

    /// <summary>Whose token it is; null when it is nobody's.</summary>
    public Caller? Find(string token)
    {
        if (_file is null)
            return null;
        var hash = Digest.Of(Encoding.UTF8.GetBytes(token));
        return _file.Value.FirstOrDefault(entry => entry.Token == hash) is { } known
            ? new Caller($"token {known.Name}", $"token {known.Name}", known.Right)
            : null;
    }
}
