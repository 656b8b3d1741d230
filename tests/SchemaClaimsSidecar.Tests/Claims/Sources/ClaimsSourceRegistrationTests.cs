using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Claims.Sources;
using SchemaClaimsSidecar.Claims.Sources.Cms;
using SchemaClaimsSidecar.Claims.Sources.Files;

namespace SchemaClaimsSidecar.Tests.Claims.Sources;

public class ClaimsSourceRegistrationTests
{
    private const string Cms = "Claims:Source=Cms;Claims:Cms:BaseUrl=https://cms/base;Claims:Cms:ClientId=c;Claims:Cms:ClientSecret=s";

    [Theory]
    [InlineData("", null)]
    [InlineData("Claims:Source=Upload;Claims:Cms:MaxRetries=999", null)]
    [InlineData("Claims:Source=file;Claims:File:Document=/claims.json;Claims:Cms:MaxRetries=999", typeof(FileClaimsSource))]
    [InlineData(Cms + ";Claims:File:PollInterval=never", typeof(CmsClaimsSource))]
    [InlineData(Cms + ";Claims:Cms:MultiTenancy=true;Claims:Cms:Tenants:0=a;Claims:Cms:Tenants:1=b", typeof(CmsClaimsSource))]
    public void AddClaimsSource_AChoice_RegistersThatSourceAndValidatesNoOther(string settings, Type? expected)
    {
        using var services = Services(settings);

        services.GetService<IStartupValidator>()?.Validate();

        Assert.Equal(expected, services.GetService<IClaimsSource>()?.GetType());
    }

    [Theory]
    [InlineData("Claims:Source=Nowhere", "'Nowhere' at 'Claims:Source'")]
    [InlineData("Claims:Source=7", "Source")]
    [InlineData("Claims:Source=File", "Claims:File:Document is missing")]
    [InlineData("Claims:Source=File;Claims:File:Document=x;Claims:File:PollInterval=0", "PollInterval")]
    [InlineData("Claims:Source=Cms", "Claims:Cms:BaseUrl is missing")]
    [InlineData("Claims:Source=Cms;Claims:Cms:BaseUrl=x", "Claims:Cms:ClientId is missing")]
    [InlineData(Cms + ";Claims:Cms:BaseUrl=cms:8081", "Claims:Cms:BaseUrl is not an address")]
    [InlineData(Cms + ";Claims:Cms:BaseUrl=https://user:s3cr3t@cms/", "Claims:Cms:BaseUrl is not an address")]
    [InlineData(Cms + ";Claims:Cms:ClientSecret=", "Give the client's secret")]
    [InlineData(Cms + ";Claims:Cms:ClientSecretFile=/secret", "Give the client's secret")]
    [InlineData(Cms + ";Claims:Cms:MultiTenancy=true;Claims:Cms:ApiVersion=V2025", "needs Claims:Cms:ApiVersion V3")]
    [InlineData(Cms + ";Claims:Cms:Tenants:0=a", "Claims:Cms:MultiTenancy is not true")]
    [InlineData(Cms + ";Claims:Cms:MaxAnswerBytes=1", "MaxAnswerBytes")]
    public void AddClaimsSource_WhatCannotBe_IsRefusedAtTheStart(string settings, string message)
    {
        using var services = Services(settings);

        var refusal = Record.Exception(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(message, refusal?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", refusal?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://cms", "V3", "https://cms/v3/authorizationMetadata")]
    [InlineData("https://cms/base/", "V2025", "https://cms/base/authorizationMetadata")]
    public void Endpoints_OfABaseUrl_KeepItsPath(string baseUrl, string version, string metadata)
    {
        var endpoints = new CmsEndpoints(new CmsOptions { BaseUrl = baseUrl, ApiVersion = Enum.Parse<CmsApiVersion>(version) });

        Assert.Equal(metadata, endpoints.Metadata.ToString());
    }

    private static ServiceProvider Services(string settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var setting in settings.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=', 2)))
            configuration[setting[0]] = setting[1];
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddClaimsSource(configuration).BuildServiceProvider();
    }
}
