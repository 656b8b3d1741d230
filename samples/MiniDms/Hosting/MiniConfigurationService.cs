using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace MiniDms.Hosting;

/// <summary>
/// As much of a Configuration Service as serves claims: a token, and the metadata of a claims document, which is compiled anew when the
/// file has changed. On a loopback port of its own.
/// </summary>
internal sealed class MiniConfigurationService : IAsyncDisposable
{
    public const string ClientId = "CMSReadOnlyAccess";
    public const string ClientSecret = "minidms";
    public const string Scope = "edfi_admin_api/readonly_access";

    private readonly string _token = RandomNumberGenerator.GetHexString(32);
    private readonly string _document;
    private readonly SemaphoreSlim _compiling = new(1);
    private readonly WebApplication _app;
    private (DateTime Of, byte[] Json) _metadata;

    private MiniConfigurationService(string document)
    {
        _document = document;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapPost("/connect/token", (Delegate)TokenAsync);
        _app.MapGet("/authorizationMetadata", (Delegate)MetadataAsync);
    }

    public Uri Url => new(_app.Urls.First());

    public static async Task<MiniConfigurationService> StartAsync(string document, CancellationToken cancellationToken)
    {
        var service = new MiniConfigurationService(document);
        await service.ReadAsync(cancellationToken);
        await service._app.StartAsync(cancellationToken);
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _compiling.Dispose();
    }

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return form["client_id"] == ClientId && form["client_secret"] == ClientSecret
            ? Results.Json(new { access_token = _token, token_type = "bearer", expires_in = 1800 })
            : Results.Unauthorized();
    }

    private async Task<IResult> MetadataAsync(HttpContext context) =>
        string.Equals(context.Request.Headers.Authorization, $"Bearer {_token}", StringComparison.OrdinalIgnoreCase)
            ? Results.Bytes(await ReadAsync(context.RequestAborted), "application/json")
            : Results.Unauthorized();

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        await _compiling.WaitAsync(cancellationToken);
        try
        {
            var written = File.GetLastWriteTimeUtc(_document);
            if (_metadata.Json is null || _metadata.Of != written)
                _metadata = (written, await CompileAsync(cancellationToken));
            return _metadata.Json;
        }
        finally
        {
            _compiling.Release();
        }
    }

    private async Task<byte[]> CompileAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("minidms-claims-");
        try
        {
            var target = Path.Combine(folder.FullName, "metadata.json");
            await Tool.RunAsync(cancellationToken, "claims", "compile", _document, "--to", target);
            return await File.ReadAllBytesAsync(target, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
