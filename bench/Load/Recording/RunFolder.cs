using System.Text.Json;
using Load.Sampling;

namespace Load.Recording;

/// <summary>The folder of a recorded run.</summary>
internal static class RunFolder
{
    /// <summary>Writes <c>run.json</c>; the folder is made where it is not there.</summary>
    public static async Task WriteAsync(string folder, Run run, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await using var file = File.Create(Path.Combine(folder, RunJson.FileName));
        await JsonSerializer.SerializeAsync(file, run, RunJson.Options, cancellationToken);
    }

    /// <summary>Reads the recording of a folder, or those of the folders in it, by name.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static async Task<IReadOnlyList<Run>> ReadAllAsync(string folder, CancellationToken cancellationToken)
    {
        string[] folders = [folder, .. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)];
        var runs = new List<Run>();
        foreach (var recorded in folders.Where(candidate => File.Exists(Path.Combine(candidate, RunJson.FileName))))
            runs.Add(await RunJson.ReadAsync(recorded, cancellationToken));
        return runs.Count > 0 ? runs : throw new FileNotFoundException($"There is no {RunJson.FileName} in {folder}.");
    }
}
