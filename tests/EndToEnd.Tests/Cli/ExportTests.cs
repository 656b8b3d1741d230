using EndToEnd.Tests.Support;
using SchemaClaims.Contracts;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class ExportTests(SidecarFixture sidecar) : IClassFixture<SidecarFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string To => _folder["release"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_OfARelease_IsWhatWasUploadedAndWhatItBecame()
    {
        (await sidecar.RunAsync("upload", "--core", Samples.Core, "--extension", Samples.Arts)).Ended(0);
        var published = (await sidecar.Administrator.HistoryAsync())[0];
        await sidecar.PublishAsync();

        var export = (await sidecar.RunAsync("export", $"{published.Position.Generation}", "--to", To)).Ended(0);

        var bytes = await File.ReadAllBytesAsync(Path.Combine(To, "manifest.json"));
        Assert.Equal(published.SnapshotId, Digest.Of(bytes).ToString());
        var manifest = ManifestReader.Read(bytes);
        Assert.Equal(
            $"Release {published.Position.Generation}: 2 documents and {manifest.Parts.Count} parts in {To}.", export.Output.Trim());
        Assert.Equal(await File.ReadAllBytesAsync(Samples.Core), await File.ReadAllBytesAsync(Path.Combine(To, "inputs/1-core.json")));
        Assert.Equal(await File.ReadAllBytesAsync(Samples.Arts), await File.ReadAllBytesAsync(Path.Combine(To, "inputs/2-arts.json")));
        foreach (var part in manifest.Parts)
            Assert.Equal(part.Digest, Digest.Of(await File.ReadAllBytesAsync(Path.Combine(To, "parts", part.Name + ".json"))));
        Assert.Equal([To], Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Export_OfADocumentThatIsNamedAsAPath_StaysInTheFolder()
    {
        var document = await sidecar.Administrator.StageAsync("../../outside.json", Samples.Marked(Samples.NewMark()));
        using (var call = sidecar.Administrator.Client.Publish(new() { Schema = new() { Core = document } }))
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                Assert.Null(call.ResponseStream.Current.Refused);
        }

        (await sidecar.RunAsync("export", "--to", To)).Ended(0);

        Assert.Equal("1-.._.._outside.json", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(Path.Combine(To, "inputs")))));
    }

    [Fact]
    public async Task Export_IntoAnEmptyFolder_IsWelcome()
    {
        await sidecar.PublishAsync();
        Directory.CreateDirectory(To);

        (await sidecar.RunAsync("export", "current", "--to", To + "/")).Ended(0);

        Assert.True(File.Exists(Path.Combine(To, "manifest.json")));
    }

    [Fact]
    public async Task Export_IntoAFolderWithSomethingInIt_LeavesItAlone()
    {
        await sidecar.PublishAsync();
        Directory.CreateDirectory(To);
        await File.WriteAllTextAsync(Path.Combine(To, "mine"), "");

        var export = (await sidecar.RunAsync("export", "--to", To)).Ended(2);

        Assert.Contains($"{To} is not empty", export.Error, StringComparison.Ordinal);
        Assert.Equal([Path.Combine(To, "mine")], Directory.EnumerateFileSystemEntries(To));
    }

    [Fact]
    public async Task Export_WhereNothingCanBeWritten_SaysSoAndLeavesNothing()
    {
        await sidecar.PublishAsync();
        await File.WriteAllTextAsync(_folder["file"], "");

        var export = (await sidecar.RunAsync("export", "--to", _folder["file/release"])).Ended(1);

        Assert.StartsWith($"Cannot write to {_folder["file/release"]}: ", export.Error, StringComparison.Ordinal);
        Assert.Equal([_folder["file"]], Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}
