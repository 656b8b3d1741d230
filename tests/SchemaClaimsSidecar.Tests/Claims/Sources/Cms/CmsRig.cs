using ConfigurationService;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Claims.Sources.Cms;

namespace SchemaClaimsSidecar.Tests.Claims.Sources.Cms;

/// <summary>A Configuration Service and a source that asks it.</summary>
internal sealed class CmsRig : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Lazy<CmsClaimsSource> _source;

    private CmsRig(FakeConfigurationService service, TimeProvider time)
    {
        Service = service;
        Options = new CmsOptions
        {
            BaseUrl = service.Url.ToString(),
            ClientId = FakeConfigurationService.ClientId,
            ClientSecret = service.ClientSecret,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        _source = new Lazy<CmsClaimsSource>(() => new CmsClaimsSource(Microsoft.Extensions.Options.Options.Create(Options), time, Log));
    }

    public FakeConfigurationService Service { get; }

    /// <summary>Read when the source is first used.</summary>
    public CmsOptions Options { get; }

    public CapturedLog<CmsClaimsSource> Log { get; } = new();

    public CmsClaimsSource Source => _source.Value;

    /// <summary>Everything that an administrator could have seen.</summary>
    public string Shown => string.Join("\n", Log.Entries);

    public static async Task<CmsRig> StartAsync(TimeProvider? time = null)
    {
        var service = await FakeConfigurationService.StartAsync();
        service.Serve(TestClaims.Document("SISVendor"));
        return new CmsRig(service, time ?? TimeProvider.System);
    }

    public static async Task<CmsRig> StartWithTenantsAsync(params string[] tenants)
    {
        var rig = await StartAsync();
        rig.Options.MultiTenancy = true;
        rig.Service.Tenants = tenants;
        foreach (var tenant in tenants)
            rig.Service.Serve(TestClaims.Document("of-" + tenant), tenant);
        return rig;
    }

    public Task<ClaimsAnswer> FetchAsync() => Source.FetchAsync(CancellationToken.None).WaitAsync(Limit);

    /// <summary>A fetch that must fail; returns the message.</summary>
    public async Task<string> FailAsync() => (await Assert.ThrowsAsync<ClaimsSourceException>(FetchAsync)).Message;

    public int Calls(Endpoint endpoint) => Service.Calls.Count(endpoint);

    public async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated)
            _source.Value.Dispose();
        await Service.DisposeAsync();
    }
}
