using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Tests.Storage;

namespace SchemaClaimsSidecar.Tests.Audit;

/// <summary>What every audit log promises.</summary>
public abstract class AuditLogContract : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected IAuditLog Log { get; private set; } = null!;

    public async Task InitializeAsync() => Log = await OpenAsync();

    public virtual async Task DisposeAsync() => await CloseAsync();

    /// <summary>Opens the test's one log, with what it already holds.</summary>
    private protected abstract Task<IAuditLog> OpenAsync();

    [StoreFact]
    public async Task NewLog_HoldsNothing() => Assert.Empty(await Log.ReadAsync(DateTimeOffset.MinValue, 10, default));

    [StoreFact]
    public async Task Append_AnyText_IsReadAsItWasAfterReopening()
    {
        var begun = Entry(1) with { Reason = "says \"ü\"\n{why}\u0001", Arguments = "schema a.json@12, b.json@34" };
        var ended = begun with { At = Start.AddHours(1), Outcome = "InvalidArgument", Detail = "no", Generation = 7 };
        await Log.AppendAsync(begun, default);
        await Log.AppendAsync(ended, default);

        await ReopenAsync();

        Assert.Equal([begun, ended], await ReadAsync());
    }

    [StoreFact]
    public async Task Read_SinceATime_HasWhatIsNotOlder()
    {
        for (var hour = 0; hour < 5; hour++)
            await Log.AppendAsync(Entry(hour), default);

        var read = await Log.ReadAsync(Start.AddHours(3), 10, default);

        Assert.Equal([Start.AddHours(3), Start.AddHours(4)], read.Select(entry => entry.At));
    }

    [StoreFact]
    public async Task Read_WithALimit_HasTheNewest()
    {
        for (var hour = 0; hour < 5; hour++)
            await Log.AppendAsync(Entry(hour), default);

        var read = await Log.ReadAsync(DateTimeOffset.MinValue, 2, default);

        Assert.Equal([Start.AddHours(3), Start.AddHours(4)], read.Select(entry => entry.At));
    }

    [StoreFact]
    public async Task Append_ManyAtOnce_KeepsAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(hour => Task.Run(() => Log.AppendAsync(Entry(hour), default))));

        var read = await ReadAsync();

        Assert.Equal(Enumerable.Range(0, 50).Select(hour => Start.AddHours(hour)), read.Select(entry => entry.At).Order());
    }

    private protected static AuditEntry Entry(int hour) =>
        new(Guid.NewGuid(), Start.AddHours(hour), "publish", "", "", "uid 1 gid 2 pid 3");

    private protected Task<IReadOnlyList<AuditEntry>> ReadAsync() => Log.ReadAsync(DateTimeOffset.MinValue, 100, default);

    private async Task ReopenAsync()
    {
        await CloseAsync();
        Log = await OpenAsync();
    }

    private async Task CloseAsync()
    {
        if (Log is IAsyncDisposable connected)
            await connected.DisposeAsync();
        (Log as IDisposable)?.Dispose();
    }
}
