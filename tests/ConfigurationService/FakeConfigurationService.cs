using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace ConfigurationService;

/// <summary>A Configuration Service on a free port of this machine that answers, fails, stalls and goes down on command.</summary>
public sealed class FakeConfigurationService : IAsyncDisposable
{
    /// <summary>The only client that it knows.</summary>
    public const string ClientId = "CMSReadOnlyAccess";

    /// <summary>The scopes that let a client read claims.</summary>
    public static readonly IReadOnlySet<string> SufficientScopes = new HashSet<string>
    {
        "edfi_admin_api/full_access", "edfi_admin_api/authMetadata_readonly_access", "edfi_admin_api/readonly_access",
    };

    private readonly FaultPlan _faults = new();
    private readonly Answers _answers = new();
    private readonly TokenIssuer _tokens;
    private WebApplication? _app;

    private FakeConfigurationService() => _tokens = new TokenIssuer(this);

    /// <summary>Where it answers; the same after an outage.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The secret of the client.</summary>
    public string ClientSecret { get; set; } = "s3cr3t-of-the-client";

    /// <summary>The scopes that the client may ask for.</summary>
    public IReadOnlySet<string> Scopes { get; set; } = SufficientScopes;

    /// <summary>The service's own clock, which tells when tokens expire.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How long tokens live.</summary>
    public TimeSpan TokenLife { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>What is answered as <c>expires_in</c>, as JSON; null leaves it out.</summary>
    public Func<TimeSpan, string?> ExpiresIn { get; set; } = life => life.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>The tenants, each of whom must be named in the header; null for a service without tenants.</summary>
    public IReadOnlyList<string>? Tenants { get; set; }

    /// <summary>What it was asked.</summary>
    public CallLog Calls { get; } = new();

    public static async Task<FakeConfigurationService> StartAsync()
    {
        var service = new FakeConfigurationService();
        await service.StartAgainAsync();
        return service;
    }

    /// <summary>Answers what follows from a claims document: to one tenant, or to all that have nothing of their own.</summary>
    /// <exception cref="ArgumentException">The document does not compile.</exception>
    public void Serve(byte[] claimsDocument, string? tenant = null) => _answers.Compile(tenant, claimsDocument);

    /// <summary>Answers these bytes, whatever is asked: to one tenant, or to all that have nothing of their own.</summary>
    public void Answer(byte[] metadata, string? tenant = null) => _answers.Set(tenant, metadata);

    /// <summary>Lets the next requests go wrong, after what has been commanded before.</summary>
    public void Fail(Endpoint endpoint, Fault fault, int times = int.MaxValue, string? tenant = null) =>
        _faults.Add(endpoint, tenant, fault, times);

    /// <summary>Holds requests until the gate is opened.</summary>
    public Gate Hold(Endpoint endpoint)
    {
        var gate = new Gate();
        _faults.Add(endpoint, null, gate.Fault, int.MaxValue);
        return gate;
    }

    /// <summary>Lets nothing go wrong any more.</summary>
    public void Repair() => _faults.Clear();

    /// <summary>Takes back every token that was issued.</summary>
    public void RevokeTokens() => _tokens.Revoke();

    /// <summary>Goes down: connections are refused.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
            await app.DisposeAsync();
        _app = null;
    }

    /// <summary>Comes back to where it was.</summary>
    public async Task StartAgainAsync()
    {
        _app = await new ServiceApp(this, _tokens, _answers, _faults).StartAsync(Url.Port);
        Url = new Uri(_app.Urls.Single());
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
