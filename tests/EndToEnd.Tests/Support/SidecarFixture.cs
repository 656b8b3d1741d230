using SchemaClaims.V1;
using Testing;

namespace EndToEnd.Tests.Support;

/// <summary>A sidecar that the tests of a class share.</summary>
public class SidecarFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string> _variables;
    private SidecarProcess? _sidecar;

    public SidecarFixture()
        : this([])
    {
    }

    protected SidecarFixture(Dictionary<string, string> variables)
    {
        _variables = variables;
        Place = Place.In(_folder.Path);
        Administrator = new Administrator(Place.AdminSocket);
    }

    internal Place Place { get; }

    internal Administrator Administrator { get; }

    internal LineLog Log => _sidecar!.Log;

    /// <summary>The full path of an entry in the folder of the tests.</summary>
    public string this[string name] => _folder[name];

    public virtual async Task InitializeAsync() => _sidecar = await SidecarProcess.StartAsync(Place, _variables);

    public virtual async Task DisposeAsync()
    {
        Administrator.Dispose();
        if (_sidecar is not null)
            await _sidecar.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Runs a command against the sidecar.</summary>
    internal Task<ProgramRun> RunAsync(params string[] arguments) => Tool.RunAsync(Place.Variables, arguments);

    /// <summary>Writes a file into the folder of the tests, and returns its path.</summary>
    internal string Write(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(this[name], content);
        return this[name];
    }

    /// <summary>Writes a core that has not been uploaded, and returns its path.</summary>
    internal string WriteNewCore() => Write("new-core.json", Samples.Marked(Samples.NewMark()));

    /// <summary>Publishes a core that has not been uploaded.</summary>
    internal Task<Published> PublishAsync() => Administrator.PublishAsync(Samples.Marked(Samples.NewMark()));
}
