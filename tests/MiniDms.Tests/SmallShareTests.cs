extern alias program;

using System.Diagnostics;
using System.Globalization;
using program::MiniDms.Hosting;

namespace MiniDms.Tests;

public sealed class SmallShareTests
{
    private const int MostNiceness = 19;

    // Without a command nice says how nice it is itself.
    [Fact]
    public async Task Program_StartedWithASmallShare_IsNicerThanOthersByTen()
    {
        var usual = await NicenessAsync(new ProcessStartInfo("nice"));

        Assert.Equal(Math.Min(usual + 10, MostNiceness), await NicenessAsync(SmallShare.Of("nice", [])));
    }

    [Fact]
    public async Task Program_StartedWithASmallShare_IsTheProcessThatWasStarted()
    {
        var start = SmallShare.Of("sh", ["-c", "echo $$"]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;

        Assert.Equal(process.Id, await ReadAsync(process));
    }

    private static async Task<int> NicenessAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        return await ReadAsync(process);
    }

    private static async Task<int> ReadAsync(Process process)
    {
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return int.Parse(said, CultureInfo.InvariantCulture);
    }
}
