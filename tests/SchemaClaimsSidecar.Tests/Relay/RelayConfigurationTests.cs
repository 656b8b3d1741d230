using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Relay;
using SchemaClaimsSidecar.Signing;
using SchemaClaimsSidecar.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Relay;

public class RelayConfigurationTests
{
    [Theory]
    [InlineData(StoreKind.Relay, "unix:///run/hub.sock", null)]
    [InlineData(StoreKind.Relay, "http://10.0.0.1:5000", null)]
    [InlineData(StoreKind.Relay, null, "a relay must have 1 to 16")]
    [InlineData(StoreKind.Relay, "hub", "'hub' is no address")]
    [InlineData(StoreKind.File, "unix:///run/hub.sock", "only a relay has upstreams; Store:Kind is File.")]
    public void Upstreams_OfAnyKind_AreThoseOfARelayOrAProblem(object kind, string? upstream, string? problem)
    {
        var options = new StoreOptions { Kind = (StoreKind)kind, Upstreams = upstream is null ? [] : [upstream] };

        var problems = options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage!).ToArray();

        if (problem is null)
            Assert.Empty(problems);
        else
            Assert.Contains(problem, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Relay", true, false, false, "KeyFiles: a relay signs nothing")]
    [InlineData("File", false, true, false, "TrustedKeyFiles: only a relay verifies signatures")]
    [InlineData("Relay", false, false, true, "RequireSignature: it needs TrustedKeyFiles")]
    [InlineData("Relay", false, true, true, null)]
    [InlineData("File", false, false, false, null)]
    public void Signing_OfAnyKind_IsWhatItCanDo(string kind, bool signs, bool trusts, bool requires, string? problem)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("Store:Kind", (string?)kind)]).Build();
        var options = new SigningOptions
        {
            KeyFiles = signs ? ["key.pem"] : [],
            TrustedKeyFiles = trusts ? [new EcKeyPair().PublicPem] : [],
            RequireSignature = requires,
        };

        var result = new SigningRules(configuration).Validate(null, options);

        Assert.Equal(problem is null, result.Succeeded);
        if (problem is not null)
            Assert.Contains(problem, result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_OfARelay_ComeFromItsUpstream()
    {
        Assert.True(new RelayClaimsRule().Validate(null, new ClaimsOptions()).Succeeded);
        Assert.True(new RelayClaimsRule().Validate(null, new ClaimsOptions { Source = ClaimsSourceKind.Cms }).Failed);
    }
}
