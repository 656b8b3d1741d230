using SchemaClaimsSidecar.Audit;
using SchemaClaimsSidecar.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Audit;

public sealed class FileAuditLogTests : AuditLogContract
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["audit.log"];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task File_HasALineAnEntry()
    {
        await Log.AppendAsync(Entry(1) with { Reason = "one\ntwo" }, default);
        await Log.AppendAsync(Entry(2), default);

        Assert.Equal(2, (await System.IO.File.ReadAllTextAsync(File)).Count(c => c == '\n'));
    }

    [Fact]
    public async Task LastLine_TornAtAnyByte_CostsThatEntryAlone()
    {
        var (first, second, third) = (Entry(1), Entry(2), Entry(3));
        await Log.AppendAsync(first, default);
        var before = (await System.IO.File.ReadAllBytesAsync(File)).Length;
        await Log.AppendAsync(second, default);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        for (var length = before; length < whole.Length - 1; length++)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            await Log.AppendAsync(third, default);

            Assert.Equal([first, third], await ReadAsync());
        }
    }

    [Fact]
    public async Task File_MovedAway_IsBegunAnew()
    {
        await Log.AppendAsync(Entry(1), default);
        System.IO.File.Move(File, _folder["audit.log.1"]);
        var next = Entry(2);

        await Log.AppendAsync(next, default);

        Assert.Equal([next], await ReadAsync());
    }

    [Fact]
    public async Task Append_WhereNothingCanBeWritten_SaysWhere()
    {
        Directory.CreateDirectory(File);

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => Log.AppendAsync(Entry(1), default));

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
    }

    private protected override Task<IAuditLog> OpenAsync() => Task.FromResult<IAuditLog>(new FileAuditLog(_folder.Path));
}
