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
}
