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

    private int _schema;
    private int _claims;

    /// <summary>A schema was uploaded, and that was answered.</summary>
    public int SchemaPublished() => Interlocked.Increment(ref _schema);

    /// <summary>The Configuration Service says something else from now on.</summary>
    public int ClaimsPublished() => Interlocked.Increment(ref _claims);

    /// <summary>Looks until cancelled, and then ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.Url, Timeout = Patience };
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                var (schema, claims) = (Volatile.Read(ref _schema), Volatile.Read(ref _claims));
                var transport = await AskAsync(http, "/data/transport/buss?limit=1", seed.Token, cancellationToken);
                var descriptors = await AskAsync(http, "/data/ed-fi/gradeLevelDescriptors?limit=1", seed.ReaderToken, cancellationToken);
                recorder.Add(new VersionPoint
                {
                    Seconds = recorder.Drive.Seconds,
                    SchemaPublished = schema,
                    SchemaServed = Served(schema, IsOdd(transport, HttpStatusCode.OK, HttpStatusCode.NotFound)),
                    ClaimsPublished = claims,
                    ClaimsServed = Served(claims, IsOdd(descriptors, HttpStatusCode.Forbidden, HttpStatusCode.OK)),
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

    private static int? Served(int published, bool? isOdd) => isOdd switch
    {
        null => null,
        var odd when odd == (published % 2 == 1) => published,
        _ => published - 1,
    };

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
