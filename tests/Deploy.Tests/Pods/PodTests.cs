using System.Diagnostics;
using System.Formats.Tar;
using Demo;
using Deploy.Tests.Manifests;
using EndToEnd.Tests.Support;
using Testing;

namespace Deploy.Tests.Pods;

/// <summary>The pod of the manifests, in containers that were built by the Dockerfile, without a registry and without a network.</summary>
[Trait("Category", "Long")]
public sealed class PodTests : IAsyncLifetime
{
    private const string Sidecar = PodOfTheManifests.Name + "-schema-claims";
    private const string Dms = PodOfTheManifests.Name + "-dms";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder = new();
    private readonly Podman _podman;

    public PodTests() => _podman = new Podman(_folder.Path);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _podman.CleanAsync();
        _folder.Dispose();
    }

    [PodFact]
    public async Task Pod_ThroughUploadsAKilledSidecarAndAStoppedOne_ServesTheLatestRelease()
    {
        await _podman.BuildImagesAsync();
        await PlayAsync();
        Assert.Equal("10801:10801 true", await InspectAsync("{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}"));
        Assert.StartsWith("The sidecar has no release", (await ToolAsync("ready")).Ended(1).Error, StringComparison.Ordinal);

        await UnpackAsync();
        await UploadAsync("core.json");
        (await ToolAsync("ready")).Ended(0);
        await WaitForAppliedAsync("1");

        await UploadAsync("core.json", "arts.json");
        await WaitForAppliedAsync("1, 2");

        var killed = await InspectAsync("{{.State.Pid}}");
        (await ProgramRun.OfAsync("kill", ["-9", killed])).Ended(0);
        await WaitAsync("the sidecar to be there again", async () => (await ToolAsync("ready")).ExitCode == 0);
        Assert.NotEqual(killed, await InspectAsync("{{.State.Pid}}"));
        await UploadAsync("core.json", "arts.json", "transport.json");
        await WaitForAppliedAsync("1, 2, 3");

        await _podman.OutputAsync("stop", "--time", "10", Sidecar);
        Assert.Equal("0", await InspectAsync("{{.State.ExitCode}}"));
        await _podman.OutputAsync("stop", "--time", "10", Dms);
        await WaitAsync("podman to end a pod in which nothing runs", async () => await PodStateAsync() == "Exited");
        await _podman.OutputAsync("start", Dms);
        await WaitForAppliedAsync("1, 2, 3, 3");
    }

    private async Task PlayAsync()
    {
        var key = new EcKeyPair();
        var files = new Dictionary<string, string>
        {
            ["release-key/release-key.pem"] = key.PrivatePem,
            ["trusted-keys/release-key.pub.pem"] = key.PublicPem,
            ["tokens/tokens"] = "# none yet",
        };
        Directory.CreateDirectory(_folder["volumes"]);
        var manifest = await PodOfTheManifests.MakeAsync(Overlays.Read("single"), _folder["volumes"], files);
        await File.WriteAllTextAsync(_folder["pod.yaml"], manifest);
        await _podman.OutputAsync("play", "kube", "--network", "none", _folder["pod.yaml"]);
        await WaitAsync("the sidecar", async () => (await ToolAsync("status")).ExitCode == 0);
    }

    private Task<string> InspectAsync(string format) => _podman.OutputAsync("inspect", Sidecar, "--format", format);

    private Task<string> PodStateAsync() => _podman.OutputAsync("pod", "inspect", PodOfTheManifests.Name, "--format", "{{.State}}");

    private Task<ProgramRun> ToolAsync(params string[] arguments) =>
        _podman.RunAsync(["exec", Sidecar, "schema-claims-sidecar", .. arguments]);

    // As an administrator: the image has no tar, and the documents are on another machine.
    private async Task UnpackAsync()
    {
        var archive = _folder["documents.tar"];
        TarFile.CreateFromDirectory(Path.Combine(AppContext.BaseDirectory, "schemas"), archive, includeBaseDirectory: false);
        string[] unpack = ["exec", "--interactive", Sidecar, "schema-claims-sidecar", "unpack", "/tmp/documents"];
        (await _podman.RunWithInputAsync(archive, unpack)).Ended(0);
    }

    // It ends with 0 when a DMS has applied what was published, and with 4 when none has.
    private async Task UploadAsync(params string[] documents) => (await ToolAsync(
    [
        "upload", "--wait", "40s", "--core", "/tmp/documents/" + documents[0],
        .. documents.Skip(1).SelectMany(document => new[] { "--extension", "/tmp/documents/" + document }),
    ])).Ended(0);

    // The generations that DMS says to have put into use, one after the other.
    private async Task<string> AppliedAsync()
    {
        var lines = (await _podman.OutputAsync("logs", Dms)).Split('\n');
        return string.Join(", ", lines.Select(AppliedSnapshot.Read).OfType<AppliedSnapshot>().Select(applied => applied.Generation));
    }

    private Task WaitForAppliedAsync(string generations) =>
        WaitAsync($"DMS to have put {generations} into use", async () => await AppliedAsync() == generations);

    private async Task WaitAsync(string what, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Patience)
            {
                var containers = await _podman.OutputAsync("ps", "--all", "--format", "{{.Names}}: {{.Status}}");
                throw new TimeoutException($"Waited in vain for {what}.\n{containers}\n{(await _podman.RunAsync("logs", Dms)).Output}");
            }

            await Task.Delay(Pause);
        }
    }
}
