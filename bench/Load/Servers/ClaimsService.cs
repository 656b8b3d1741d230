using ConfigurationService;

namespace Load.Servers;

/// <summary>The Configuration Service of a recording: it takes its time, changes its mind, and goes down on command.</summary>
internal sealed class ClaimsService : IAsyncDisposable
{
    private const string MiniDmsSecret = "minidms";

    /// <summary>How long it takes for an answer: what was measured of the real one.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(20);

    private readonly FakeConfigurationService _service;
    private readonly byte[][] _documents;

    private ClaimsService(FakeConfigurationService service)
    {
        var claims = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "claims", "claims.json"));
        _documents = [.. ((bool[])[true, false]).Select(mayRead => ClaimsDocuments.Of(claims, readerMayReadDescriptors: mayRead))];
        _service = service;
        _service.ClientSecret = MiniDmsSecret;
        _service.Fail(Endpoint.Token, Faults.Delay(Delay));
        _service.Fail(Endpoint.Metadata, Faults.Delay(Delay));
        _service.Serve(_documents[0]);
    }

    public Uri Url => _service.Url;

    /// <summary>How often it was asked for the claims.</summary>
    public int Downloads => _service.Calls.Count(Endpoint.Metadata);

    public static async Task<ClaimsService> StartAsync() => new(await FakeConfigurationService.StartAsync());

    /// <summary>Serves another document from now on; those of an odd version refuse descriptors to a reader.</summary>
    public void Serve(int version) => _service.Serve(_documents[version % 2]);

    /// <summary>Goes down: connections are refused.</summary>
    public Task StopAsync() => _service.StopAsync();

    public Task StartAgainAsync() => _service.StartAgainAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();
}
