using System.Text;
using EndToEnd.Tests.Support;

namespace EndToEnd.Tests.BadInput;

public sealed class DocumentTests(WatchedSidecarFixture sidecar) : IClassFixture<WatchedSidecarFixture>
{
    public static TheoryData<string> Cores => BadDocuments.NamesOfCores;

    public static TheoryData<string> Extensions => BadDocuments.NamesOfExtensions;

    [Theory]
    [MemberData(nameof(Cores))]
    public async Task Upload_OfABadCore_SaysWhatIsWrongAndWhereAndChangesNothing(string name)
    {
        var (content, says) = BadDocuments.CoreNamed(name);
        var core = sidecar.Write("core.json", content);

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", core));

        Assert.Contains(says, upload.Ended(1).Output, StringComparison.Ordinal);
        Assert.Contains("error: core.json#", upload.Output, StringComparison.Ordinal);
        Assert.Matches(
            @"^Refused: \d+ problem\(s\)\. Nothing was changed\. Correct the documents and upload them again\.$", upload.Error.Trim());
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public async Task Upload_OfABadExtension_SaysWhatIsWrongAndWhereAndChangesNothing(string name)
    {
        var (content, says) = BadDocuments.ExtensionNamed(name);
        var extension = sidecar.Write("extension.json", content);

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", Samples.Core, "--extension", extension));

        Assert.Contains(says, upload.Ended(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_OfSeveralBadDocuments_ListsTheProblemsOfEach()
    {
        var core = sidecar.Write("core.json", BadDocuments.CoreNamed("truncated").Content);
        var extension = sidecar.Write("extension.json", BadDocuments.CoreNamed("no JSON at all").Content);

        var upload = await sidecar.WithoutATraceAsync(
            () => sidecar.RunAsync("upload", "--core", core, "--extension", extension, "-o", "json"));

        var problems = Json.Of(upload.Ended(1)).GetProperty("problems").EnumerateArray().ToArray();
        Assert.Equal(["core.json", "extension.json"], problems.Select(problem => problem.Text("document")));
        Assert.Equal(["truncated", "not-json"], problems.Select(problem => problem.Text("rule")));
        Assert.All(problems, problem => Assert.Equal(["severity", "document", "pointer", "rule", "message"], problem.Names()));
        Assert.All(problems, problem => Assert.Equal("ERROR", problem.Text("severity")));
    }

    [Fact]
    public async Task Upload_WithAByteOrderMark_IsTheSameSchema()
    {
        var bare = Samples.Marked(Samples.NewMark());
        await sidecar.Administrator.PublishAsync(bare);
        var marked = sidecar.Write("marked.json", [.. Encoding.UTF8.Preamble, .. bare]);

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", marked, "--dry-run", "-o", "json"));

        var published = Json.Of(upload.Ended(0));
        Assert.Empty(published.Texts("addedParts"));
        Assert.Empty(published.Texts("changedParts"));
    }

    [Fact]
    public async Task Upload_OfADocumentOverTheSidecarsLimit_NamesTheLimit()
    {
        var core = sidecar.Write("core.json", Samples.Marked(Samples.NewMark(), padding: WatchedSidecarFixture.MaxDocumentBytes));

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", core));

        Assert.Equal(
            $"The document has {new FileInfo(core).Length} bytes; "
            + $"the limit is {WatchedSidecarFixture.MaxDocumentBytes} (Uploads:MaxDocumentBytes).",
            upload.Ended(1).Error.Trim());
    }

    [Fact]
    public async Task Upload_OfAGigabyte_IsRefusedBeforeItIsRead()
    {
        using (var sparse = File.Create(sidecar["gigabyte.json"]))
            sparse.SetLength(1L << 30);

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", sidecar["gigabyte.json"]));

        Assert.Equal(
            $"{sidecar["gigabyte.json"]} has 1073741824 bytes; a document may have 536870912 at most.", upload.Ended(1).Error.Trim());
    }

    [Fact]
    public async Task Upload_OfADirectory_EndsWith2AndNamesIt()
    {
        Directory.CreateDirectory(sidecar["folder"]);

        var upload = await sidecar.WithoutATraceAsync(() => sidecar.RunAsync("upload", "--core", sidecar["folder"]));

        Assert.Equal($"{sidecar["folder"]} is a directory; name a file.", upload.Ended(2).Error.Trim());
    }

    [Fact]
    public async Task Upload_OfAFileThatIsNotThere_EndsWith2AndNamesIt()
    {
        var upload = await sidecar.WithoutATraceAsync(
            () => sidecar.RunAsync("upload", "--core", Samples.Core, "--extension", sidecar["absent.json"]));

        Assert.Equal($"{sidecar["absent.json"]} does not exist.", upload.Ended(2).Error.Trim());
    }

    [Fact]
    public async Task Upload_OfMoreBadDocumentsThanCanBeStaged_DoesNotKeepOutTheNextGoodOne()
    {
        // Refused documents must not stay where they count against the limit.
        for (var staged = 0; staged <= WatchedSidecarFixture.MaxStagedBytes; staged += WatchedSidecarFixture.MaxDocumentBytes)
        {
            var bad = Encoding.UTF8.GetBytes($"{Guid.NewGuid():N}{new string(' ', WatchedSidecarFixture.MaxDocumentBytes - 32)}");
            await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => sidecar.Administrator.PublishAsync(bad));
        }

        await sidecar.PublishAsync();
    }
}
