namespace EndToEnd.Tests.Chaos;

/// <summary>The wall clock of a process, set by a file; monotonic clocks go on. Needs libfaketime.</summary>
internal sealed class FakeTime
{
    private static readonly string[] Places =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1",
    ];

    private readonly string _file;

    /// <param name="file">The file that says how far the clock is off.</param>
    public FakeTime(string file)
    {
        _file = file;
        Jump("+0");
    }

    /// <summary>Why a test must be skipped; null where the library is there.</summary>
    public static string? WhyAbsent => Library is null ? "This needs libfaketime (Debian: faketime)." : null;

    /// <summary>What puts a process under this clock.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library!,
        ["FAKETIME_TIMESTAMP_FILE"] = _file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    private static string? Library => Array.Find(Places, File.Exists);

    /// <param name="offset">How far off it is from now on, such as <c>+2d</c>.</param>
    public void Jump(string offset)
    {
        File.WriteAllText(_file + ".new", offset + "\n");
        File.Move(_file + ".new", _file, overwrite: true);
    }
}
