using System.Diagnostics;
using System.Formats.Tar;
using EndToEnd.Tests.Support;
using Testing;

namespace EndToEnd.Tests.Cli;

public sealed class UnpackTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Unpack_AnArchive_WritesItsFiles()
    {
        Assert.Equal("", await UnpackAsync(ArchiveOf("core.json", File.ReadAllBytes(Samples.Core)), expected: 0));

        Assert.Equal(File.ReadAllBytes(Samples.Core), File.ReadAllBytes(Path.Combine(_folder["to"], "core.json")));
    }

    [Fact]
    public async Task Unpack_AnArchiveThatPointsOutside_WritesNothingThere()
    {
        Assert.StartsWith("The archive cannot be unpacked", await UnpackAsync(ArchiveOf("../outside.json", [1]), expected: 1), StringComparison.Ordinal);

        Assert.False(File.Exists(_folder["outside.json"]));
    }

    [Fact]
    public async Task Unpack_WhatIsNoArchive_SaysSo() =>
        Assert.StartsWith("The archive cannot be unpacked", await UnpackAsync(File.ReadAllBytes(Samples.Core)[..2048], expected: 1), StringComparison.Ordinal);

    private static byte[] ArchiveOf(string name, byte[] content)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return archive.ToArray();
    }

    private async Task<string> UnpackAsync(byte[] archive, int expected)
    {
        var start = new ProcessStartInfo(Tool.Program, ["unpack", _folder["to"]])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        await using (var input = process.StandardInput.BaseStream)
            await input.WriteAsync(archive);
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(expected, process.ExitCode);
        return await error;
    }
}
