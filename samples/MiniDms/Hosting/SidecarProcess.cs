using System.Diagnostics;
using System.Globalization;

namespace MiniDms.Hosting;

/// <summary>A sidecar of this process's own, with its store in a temporary folder; both end with it.</summary>
internal sealed class SidecarProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly Process _process;
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private SidecarProcess(string folder, Uri configurationService, TimeSpan refreshInterval)
    {
        _folder = folder;
        var start = SmallShare.Of(Tool.Path, ["serve", "--store", At("store"), "--listen", Address, "--admin-socket", AdminSocket]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in Claims(configurationService, refreshInterval))
            start.Environment["SCHEMACLAIMS_Claims__" + name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Address => $"unix://{At("dms.sock")}";

    public string AdminSocket => At("admin.sock");

    public static async Task<SidecarProcess> StartAsync(
        Uri configurationService, TimeSpan refreshInterval, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("minidms-").FullName;
        var sidecar = new SidecarProcess(folder, configurationService, refreshInterval);
        try
        {
            await sidecar._started.Task.WaitAsync(Patience, cancellationToken);
            SmallShare.Apply(sidecar._process);
            return sidecar;
        }
        catch
        {
            await sidecar.DisposeAsync();
            throw;
        }
    }

    public Task UploadAsync(string core, IEnumerable<string> extensions, CancellationToken cancellationToken) => Tool.RunAsync(
        cancellationToken,
        ["upload", "--admin-socket", AdminSocket, "--core", core, .. extensions.SelectMany(file => new[] { "--extension", file })]);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<(string Name, string Value)> Claims(Uri configurationService, TimeSpan refreshInterval) =>
    [
        ("Source", "Cms"),
        ("RefreshInterval", refreshInterval.ToString("c", CultureInfo.InvariantCulture)),
        ("Cms__BaseUrl", configurationService.ToString()),
        ("Cms__ApiVersion", "V2025"),
        ("Cms__ClientId", MiniConfigurationService.ClientId),
        ("Cms__ClientSecret", MiniConfigurationService.ClientSecret),
    ];

    private string At(string name) => Path.Combine(_folder, name);

    private void Take(string? line)
    {
        if (line is null)
            _started.TrySetException(new InvalidOperationException("The sidecar ended."));
        else if (line.Contains("Application started", StringComparison.Ordinal))
            _started.TrySetResult();
        else if (line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal))
            Console.Error.WriteLine($"sidecar: {line}");
    }
}
