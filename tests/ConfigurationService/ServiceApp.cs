using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConfigurationService;

/// <summary>The HTTP face of the service.</summary>
internal sealed class ServiceApp(FakeConfigurationService service, TokenIssuer tokens, Answers answers, FaultPlan faults)
{
    // What is open when the service goes down is broken off.
    private static readonly TimeSpan OutageGrace = TimeSpan.FromMilliseconds(100);

    public async Task<WebApplication> StartAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = OutageGrace);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        Map(app, HttpMethods.Post, "/connect/token", Endpoint.Token, tokens.AnswerAsync);
        Map(app, HttpMethods.Get, "/authorizationMetadata", Endpoint.Metadata, AnswerMetadataAsync);
        Map(app, HttpMethods.Get, "/v3/authorizationMetadata", Endpoint.Metadata, AnswerMetadataAsync);
        Map(app, HttpMethods.Get, "/v3/tenants", Endpoint.Tenants, AnswerTenantsAsync);
        await app.StartAsync();
        return app;
    }

    private void Map(WebApplication app, string method, string path, Endpoint endpoint, Func<HttpContext, Task> answer) =>
        app.MapMethods(path, [method], async (HttpContext context) =>
        {
            var call = new Call(endpoint, path, (string?)context.Request.Headers["Tenant"]);
            service.Calls.Begin(call);
            try
            {
                var fault = faults.Take(call);
                await (fault is null ? answer(context) : fault(context, () => answer(context)));
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // Whoever asked has gone.
            }
            finally
            {
                service.Calls.End(call);
            }
        });

    private async Task AnswerMetadataAsync(HttpContext context)
    {
        string? tenant = context.Request.Headers["Tenant"];
        var refusal = service.Tenants is { } tenants && !tenants.Contains(tenant ?? "", StringComparer.OrdinalIgnoreCase)
            ? StatusCodes.Status400BadRequest
            : tokens.Refusal(context.Request);
        if (refusal is { } status)
            context.Response.StatusCode = status;
        else if (answers.Of(tenant, context.Request.Query["claimSetName"]) is { } metadata)
            await WriteAsync(context, metadata);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task AnswerTenantsAsync(HttpContext context)
    {
        if (tokens.Refusal(context.Request) is { } refusal)
            context.Response.StatusCode = refusal;
        else
        {
            await context.Response.WriteAsJsonAsync(
                (service.Tenants ?? []).Select((name, i) => new { id = i + 1, name }), context.RequestAborted);
        }
    }

    private static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }
}
