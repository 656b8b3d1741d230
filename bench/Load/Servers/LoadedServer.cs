using System.Net.Http.Headers;
using Load.Sampling;

namespace Load.Servers;

/// <summary>A server that load is driven at; what is null belongs to somebody else and is not touched.</summary>
internal sealed class LoadedServer(Uri url) : IAsyncDisposable
{
    private static readonly TimeSpan UploadPatience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _administrator = new() { BaseAddress = url, Timeout = UploadPatience };

    public Uri Url => url;

    public MiniDmsProcess? Process { get; init; }

    /// <summary>Its sessions.</summary>
    public PostgresSource? Postgres { get; init; }

    /// <summary>Its Configuration Service.</summary>
    public ClaimsService? Claims { get; init; }

    /// <summary>The schema that it serves.</summary>
    public SchemaFiles? Schema { get; init; }

    /// <summary>Uploads the schema with the small extension or without it, and returns when that was answered.</summary>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task UploadAsync(bool withTransport, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(Schema!.Upload(withTransport));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await _administrator.PostAsync("/management/upload-and-reload-schema", content, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Lets the server ask for the claims anew, and returns when that was answered.</summary>
    /// <exception cref="HttpRequestException">It was refused.</exception>
    public async Task ReloadClaimsAsync(CancellationToken cancellationToken)
    {
        using var response = await _administrator.PostAsync("/management/reload-claimsets", null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _administrator.Dispose();
        if (Process is not null)
            await Process.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
        if (Claims is not null)
            await Claims.DisposeAsync();
    }
}
