using System.IO.Pipelines;
using System.Text.Json;
using Dms.Client.Postgresql.Queries;
using Dms.Client.Postgresql.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Testing;
using Testing.Postgres;
using static Dms.Client.Postgresql.Tests.Support.QueryRig;

namespace Dms.Client.Postgresql.Tests.Queries;

public sealed class DocumentPageStreamTests
{
    private const int Rows = 2_000;

    private static readonly DocumentQueryOptions Options = new() { MaximumPageSize = Rows, BatchBytes = 8 * 1024 };

    [PostgresFact]
    public async Task Stream_ClientDoesNotRead_HoldsOneBatch()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 1_000);
        await using var page = await OpenAsync(database.DataSource);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        using var cancelling = new CancellationTokenSource();

        var writing = page.WriteToAsync(pipe.Writer, cancelling.Token);
        var held = await pipe.Reader.ReadAtLeastAsync(Options.BatchBytes);
        // Nothing was taken: whoever wrote on would have more to show when asked again.
        pipe.Reader.AdvanceTo(held.Buffer.Start, held.Buffer.Start);
        Assert.True(pipe.Reader.TryRead(out var still));
        Assert.InRange(still.Buffer.Length, Options.BatchBytes, Options.BatchBytes + 2);
        Assert.False(writing.IsCompleted);

        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [PostgresFact]
    public async Task Stream_ClientTakesAKilobyteAtATime_HoldsOneBatchThroughout()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 200, bytes: 1_000);
        await using var page = await OpenAsync(database.DataSource);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));

        var writing = WriteWholeAsync(page, pipe.Writer);
        long most = 0;
        for (var read = await pipe.Reader.ReadAsync(); !read.Buffer.IsEmpty; read = await pipe.Reader.ReadAsync())
        {
            most = Math.Max(most, read.Buffer.Length);
            pipe.Reader.AdvanceTo(read.Buffer.GetPosition(Math.Min(1_000, read.Buffer.Length)));
        }

        Assert.Equal(200, await writing);
        Assert.InRange(most, Options.BatchBytes, Options.BatchBytes + 2);
    }

    [PostgresFact]
    public async Task Stream_DocumentLargerThanABatch_GoesThroughInPieces()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 2, bytes: 1 << 20);
        await using var page = await OpenAsync(database.DataSource);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));

        var writing = WriteWholeAsync(page, pipe.Writer);
        using var body = new MemoryStream();
        long most = 0;
        for (var read = await pipe.Reader.ReadAsync(); !read.Buffer.IsEmpty; read = await pipe.Reader.ReadAsync())
        {
            most = Math.Max(most, read.Buffer.Length);
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            pipe.Reader.AdvanceTo(read.Buffer.End);
        }

        Assert.Equal(2, await writing);
        Assert.InRange(most, 1, Options.BatchBytes + 2);
        Assert.Equal(["S1", "S2"], Ids(JsonDocument.Parse(body.ToArray()).RootElement));
    }

    [PostgresFact]
    public async Task Stream_Cancelled_GivesTheConnectionBackAtOnce()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 20_000);
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = counter.Port, MaxPoolSize = 1, Timeout = 60 });
        var before = await BackendAsync(dataSource);
        using var cancelling = new CancellationTokenSource();
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        await using (var page = await OpenAsync(dataSource))
        {
            var writing = page.WriteToAsync(pipe.Writer, cancelling.Token);
            await pipe.Reader.ReadAtLeastAsync(Options.BatchBytes);
            await cancelling.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        }

        // The same connection serves the next request, and most of the page was never sent.
        Assert.Equal(before, await BackendAsync(dataSource));
        Assert.InRange(counter.ServerBytes, Options.BatchBytes, Rows * 20_000 / 2);
        Assert.Equal(0L, await database.ReadAsync<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"));
    }

    [PostgresTheory]
    [InlineData(500_000)] // In the midst of the first document.
    [InlineData(3_000_000)]
    public async Task Stream_DatabaseStallsInADocument_CanBeCancelled(int sent)
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 10, bytes: 1 << 20);
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        using var cancelling = new CancellationTokenSource();
        await using var page = await OpenAsync(dataSource);
        counter.HoldAfter(sent);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));

        var writing = page.WriteToAsync(pipe.Writer, cancelling.Token);
        await pipe.Reader.ReadAtLeastAsync(sent / 2);
        Assert.False(writing.IsCompleted);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
    }

    [PostgresFact]
    public async Task Stream_DocumentWithoutText_IsAnError()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 1);
        await database.ExecuteAsync("ALTER TABLE dms.document DROP COLUMN edfidoc CASCADE");
        await database.ExecuteAsync("ALTER TABLE dms.document ADD COLUMN edfidoc text NOT NULL DEFAULT ''");
        await using var page = await OpenAsync(database.DataSource);

        var failed = await Assert.ThrowsAsync<NpgsqlException>(() => page.WriteToAsync(new Pipe().Writer, CancellationToken.None));
        Assert.Contains("a document without text", failed.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Stream_ReaderIsGone_Ends()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 1_000);
        await using var page = await OpenAsync(database.DataSource);
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => page.WriteToAsync(pipe.Writer, CancellationToken.None));
    }

    [PostgresFact]
    public async Task Stream_ClientTakesNothingForTooLong_IsGivenUp()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 1_000);
        var time = new ManualTimeProvider();
        await using var page = await new DocumentQueries(database.DataSource, Options, time).OpenAsync(
            Query("Student", new PageRange(Rows)), CancellationToken.None);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var writing = page.WriteToAsync(pipe.Writer, CancellationToken.None);
        await pipe.Reader.ReadAtLeastAsync(Options.BatchBytes);

        while (!writing.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Contains("within 00:02:00", (await Assert.ThrowsAsync<TimeoutException>(() => writing)).Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Stream_DatabaseFailsInTheMidst_NeverEndsTheArray()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 1_000);
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        await using var page = await OpenAsync(dataSource);
        counter.CutAfter(500_000);
        using var body = new MemoryStream();
        var writer = PipeWriter.Create(body);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => page.WriteToAsync(writer, CancellationToken.None));
        Assert.True(body.Length > Options.BatchBytes);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body.ToArray()));
    }

    [PostgresFact]
    public async Task Stream_DatabaseFailsBeforeTheFirstDocument_LeavesTheWriterUntouched()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 1);
        await using var page = await OpenAsync(database.DataSource);
        await page.DisposeAsync();
        var pipe = new Pipe();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => page.WriteToAsync(pipe.Writer, CancellationToken.None));
        Assert.Equal(0, pipe.Writer.UnflushedBytes);
    }

    [PostgresFact]
    public async Task Response_Whole_HasTheCountAndTheNextToken()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, 10);
        await using var host = await HostAsync(database.DataSource, new PageRange(4), protocol: HttpProtocols.Http2);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(host))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request);

        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("10", Assert.Single(response.Headers.GetValues("Total-Count")));
        Assert.Equal(["S1", "S2", "S3", "S4"], Ids(JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement));
        Assert.True(PageCursor.TryParse(Assert.Single(response.TrailingHeaders.GetValues("Next-Page-Token")), out var next));
        Assert.Equal(["S5"], Ids((await ReadAsync(database.DataSource, Query("Student", new PageRange(1, After: next)))).Documents));
    }

    [PostgresFact]
    public async Task Response_DatabaseFailsInTheMidst_IsAborted()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await ManyStudents.InsertAsync(database, Rows, bytes: 1_000);
        await using var counter = new WireCounter(database.Postgres.Cluster.Port);
        await using var dataSource = Through(counter, database);
        await using var host = await HostAsync(dataSource, new PageRange(Rows), () => counter.CutAfter(500_000));
        using var client = new HttpClient();
        using var response = await client.GetAsync(AddressOf(host), HttpCompletionOption.ResponseHeadersRead);

        Assert.True(response.IsSuccessStatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
    }

    [PostgresFact]
    public async Task Response_DatabaseFailsBeforeTheFirstDocument_IsAnError()
    {
        await using var database = await DmsDatabase.CreateAsync();
        await using var host = await HostAsync(
            database.DataSource, new PageRange(4), afterOpen: () => { }, spoil: page => page.DisposeAsync().AsTask());
        using var client = new HttpClient();
        using var response = await client.GetAsync(AddressOf(host));

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, response.StatusCode);
    }

    private static async Task<int> WriteWholeAsync(DocumentPageStream page, PipeWriter writer)
    {
        var end = await page.WriteToAsync(writer, CancellationToken.None);
        await writer.CompleteAsync();
        return end.Documents;
    }

    private static Task<DocumentPageStream> OpenAsync(NpgsqlDataSource dataSource) =>
        new DocumentQueries(dataSource, Options, TimeProvider.System).OpenAsync(Query("Student", new PageRange(Rows)), CancellationToken.None);

    private static async Task<int> BackendAsync(NpgsqlDataSource dataSource)
    {
        await using var command = dataSource.CreateCommand("SELECT pg_backend_pid()");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<WebApplication> HostAsync(
        NpgsqlDataSource dataSource, PageRange range, Action? afterOpen = null, Func<DocumentPageStream, Task>? spoil = null,
        HttpProtocols protocol = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocol));
        var host = builder.Build();
        host.Urls.Add("http://127.0.0.1:0");
        var queries = new DocumentQueries(dataSource, Options, TimeProvider.System);
        host.MapGet("/", async context =>
        {
            await using var page = await queries.OpenAsync(
                Query("Student", range) with { WithTotalCount = true }, context.RequestAborted);
            afterOpen?.Invoke();
            if (spoil is not null)
                await spoil(page);
            await context.WriteDocumentPageAsync(page);
        });
        await host.StartAsync();
        return host;
    }

    private static Uri AddressOf(WebApplication host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static NpgsqlDataSource Through(WireCounter counter, DmsDatabase database) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Port = counter.Port });
}
