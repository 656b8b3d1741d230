using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using SchemaClaimsSidecar.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class FileStoreOpeningTests : IDisposable
{
    /// <summary>Permissions of a folder.</summary>
    public enum Everyone
    {
        MayNothing = 0,
        MayRead = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute,
    }

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["store"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_InAFolderThatIsMissing_CreatesIt()
    {
        await using var store = FileStoreFixture.Open(_folder["a/b/store"]);

        Assert.True(File.Exists(_folder["a/b/store/store.json"]));
    }

    [Fact]
    public async Task Open_TwoNewStores_HaveEpochsOfTheirOwn()
    {
        await using var first = FileStoreFixture.Open(_folder["1"]);
        await using var second = FileStoreFixture.Open(_folder["2"]);

        Assert.Matches("^[0-9a-f]{32}$", first.Epoch);
        Assert.NotEqual(first.Epoch, second.Epoch);
    }

    [Fact]
    public async Task Open_WhileAnotherHasIt_IsRefusedNamingTheFolder()
    {
        await using (FileStoreFixture.Open(Folder))
        {
            var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(Folder));
            Assert.Contains($"'{Folder}' is in use by another process", refused.Message, StringComparison.Ordinal);
        }

        await using var again = FileStoreFixture.Open(Folder);
    }

    [Fact]
    public void Open_WhereAFileStands_IsRefused()
    {
        File.WriteAllText(Folder, "");

        var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains($"'{Folder}' is a file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_BelowAFile_IsRefused()
    {
        File.WriteAllText(Folder, "");

        var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(Path.Combine(Folder, "below")));

        Assert.Contains(Folder, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Everyone.MayRead)]
    [InlineData(Everyone.MayNothing)]
    public async Task Open_WithoutPermission_IsRefusedSayingWhoNeedsIt(Everyone may)
    {
        await FileStoreFixture.FillAsync(Folder, 1);
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)Everyone.MayRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(Folder, (UnixFileMode)may);

        var refused = AsOrdinaryUser(() => Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(Folder)));

        File.SetUnixFileMode(Folder, (UnixFileMode)Everyone.MayRead | UnixFileMode.UserWrite);
        Assert.Contains(Folder, refused.Message, StringComparison.Ordinal);
        Assert.Contains("the right to read and write", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AStoreOfANewerFormat_IsRefusedAndLeftAsItIs()
    {
        await FileStoreFixture.FillAsync(Folder, 1);
        var identity = Path.Combine(Folder, "store.json");
        await File.WriteAllTextAsync(identity, """{"format":2,"history":{"epoch":"x"}}""");

        var refused = Assert.Throws<StoreUnavailableException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains("format 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal("""{"format":2,"history":{"epoch":"x"}}""", await File.ReadAllTextAsync(identity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"format":0,"epoch":"00000000000000000000000000000000"}""")]
    [InlineData("""{"format":1,"epoch":"0000000000000000000000000000000G"}""")]
    [InlineData("""{"format":1,"epoch":null}""")]
    public async Task Open_WithADamagedIdentity_IsRefusedNamingTheFile(string text)
    {
        await FileStoreFixture.FillAsync(Folder, 1);
        var identity = Path.Combine(Folder, "store.json");
        await File.WriteAllTextAsync(identity, text);

        var damaged = Assert.Throws<StoreDamagedException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains(identity, damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store.json")]
    [InlineData("releases.log")]
    [InlineData("store.json", "releases.log")]
    public async Task Open_WithAFileGone_NeverBeginsANewHistory(params string[] gone)
    {
        await FileStoreFixture.FillAsync(Folder, 1);
        foreach (var file in gone)
            File.Delete(Path.Combine(Folder, file));

        var damaged = Assert.Throws<StoreDamagedException>(() => FileStoreFixture.Open(Folder));

        Assert.Contains(Path.Combine(Folder, gone[0]), damaged.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(new StoreLayout(Folder).Pack(1)));
    }

    [Fact]
    public async Task Open_AfterACrashWhileTheStoreWasMade_BeginsAnew()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "packs"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "releases.log"), "");
        await File.WriteAllTextAsync(Path.Combine(Folder, "store.json.1234.tmp"), "{");

        await using var store = FileStoreFixture.Open(Folder);

        Assert.Null(await store.ReadCurrentAsync(default));
        Assert.Empty(Directory.GetFiles(Folder, "*.tmp"));
    }

    [Fact]
    public async Task Open_AfterACrashWhileAReleaseWasWritten_LeavesNothingOfIt()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        var layout = new StoreLayout(Folder);
        File.Copy(layout.Pack(1), layout.Pack(3));
        File.Copy(layout.Pack(1), layout.Pack(3) + ".1234.tmp");

        await using var store = FileStoreFixture.Open(Folder);

        Assert.Equal([layout.Pack(1), layout.Pack(2)], Directory.GetFileSystemEntries(layout.Packs).Order());
        Assert.Equal(2, (await store.VerifyAsync(default)).Releases);
    }

    [Fact]
    public async Task Open_AfterATornLine_LogsItWithEpochAndGeneration()
    {
        await FileStoreFixture.FillAsync(Folder, 2);
        await File.AppendAllTextAsync(Path.Combine(Folder, "releases.log"), "torn");
        var log = new ListLogger();

        await using var store = FileStoreOpener.Open(Folder, new ManualTimeProvider(), log);

        Assert.Contains(log.Messages, message => message.Contains("unfinished last line of 4 bytes", StringComparison.Ordinal));
        Assert.Contains(log.Messages, message => message.Contains($"epoch {store.Epoch}, generation 2", StringComparison.Ordinal));
    }

    /// <summary>Runs on a thread to which file permissions apply, also where the tests run as root.</summary>
    private static T AsOrdinaryUser<T>(Func<T> action)
    {
        const int Nobody = 65534;
        T result = default!;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            if (Environment.IsPrivilegedProcess)
                _ = SetFileSystemUser(Nobody);
            failure = Record.Exception(() => { result = action(); });
        });
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new Xunit.Sdk.XunitException(failure.Message, failure);
    }

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetFileSystemUser(int user);

    private sealed class ListLogger : ILogger<FileStore>
    {
        public List<string> Messages { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state,
            Exception? exception, Func<TState, Exception?, string> formatter) => Messages.Add(formatter(state, exception));
    }
}
