using System.Diagnostics;

namespace Load.Tests.Support;

/// <summary>A staged service as a process of its own, which ends with the tests.</summary>
internal sealed class StagedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private StagedProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    /// <param name="arguments">Such as <c>--max-threads 8</c>.</param>
    public static async Task<StagedProcess> StartAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "StagedService.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new StagedProcess(process, new Uri(address ?? throw new InvalidOperationException("The staged service did not start.")));
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
