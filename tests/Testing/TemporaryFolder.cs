namespace Testing;

/// <summary>A folder of a test's own, deleted with everything in it when the test ends.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The full path; short enough for a Unix socket inside it.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("scs-").FullName;

    /// <summary>The full path of an entry inside.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
