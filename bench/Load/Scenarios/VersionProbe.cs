using System.Net;
using System.Net.Http.Headers;
using Load.Recording;
using Load.Servers;

namespace Load.Scenarios;

/// <summary>
/// Sees from outside which schema and which claims a server serves by: the small extension's endpoint is there or not, and a reader may
/// read descriptors or not. Versions are counted from 0; those of an odd number have the endpoint, and refuse.
/// </summary>
internal sealed class VersionProbe(LoadedServer server, Seed seed, Recorder recorder, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile Published _schema = Published.Nothing;
    private volatile Published _claims = Published.Nothing;

    /// <summary>Publishes a schema, and returns when that was answered.</summary>
    public async Task PublishSchemaAsync(Func<Task> publish)
    {
        await publish();
        _schema = new Published(_schema.Version + 1, recorder.Drive.Seconds);
    }

    /// <summary>Lets the Configuration Service say something else.</summary>
    public void PublishClaims(Action publish)
    {
        publish();
        _claims = new Published(_claims.Version + 1, recorder.Drive.Seconds);
    }

    /// <summary>Looks until cancelled, and then ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Url, Timeout = Patience };
        using var timer = new PeriodicTimer(Interval, time);
        var (servedSchema, servedClaims) = (0, 0);
        try
        {
            do
            {
                var (schema, claims) = (_schema, _claims);
                var transport = await AskAsync(http, "/data/transport/buss?limit=1", seed.Token, cancellationToken);
                var descriptors = await AskAsync(http, "/data/ed-fi/gradeLevelDescriptors?limit=1", seed.ReaderToken, cancellationToken);
                var seenSchema = schema.Served(IsOdd(transport, HttpStatusCode.OK, HttpStatusCode.NotFound), servedSchema);
                var seenClaims = claims.Served(IsOdd(descriptors, HttpStatusCode.Forbidden, HttpStatusCode.OK), servedClaims);
                (servedSchema, servedClaims) = (seenSchema ?? servedSchema, seenClaims ?? servedClaims);
                recorder.Add(new VersionPoint
                {
                    Seconds = recorder.Drive.Seconds,
                    SchemaPublished = schema.Version,
                    SchemaPublishedSeconds = schema.Seconds,
                    SchemaServed = seenSchema,
                    ClaimsPublished = claims.Version,
                    ClaimsPublishedSeconds = claims.Seconds,
                    ClaimsServed = seenClaims,
                });
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The recording ends.
        }
    }

    // Null: the answer says nothing about the version.
    private static bool? IsOdd(HttpStatusCode? status, HttpStatusCode odd, HttpStatusCode even) =>
        status == odd ? true : status == even ? false : null;

    private static async Task<HttpStatusCode?> AskAsync(HttpClient http, string path, string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
