using System.Diagnostics;
using Bench.Inputs;
using Bench.Rigs;

namespace Bench.StartStop;

/// <summary>What a start costs that loads, merges and compiles the documents, and then does not serve them.</summary>
internal sealed class CompilingStart
{
    private readonly string _program;
    private readonly string[] _arguments;

    /// <param name="program">The sidecar's program.</param>
    /// <param name="schema">The documents.</param>
    /// <param name="folder">Where they and what is made of them go.</param>
    public CompilingStart(string program, SchemaSet schema, string folder)
    {
        Directory.CreateDirectory(folder);
        var files = schema.Documents.Select(document => Write(folder, document)).ToArray();
        _program = program;
        var extensions = files.Skip(1).SelectMany(file => new[] { "--extension", file });
        _arguments = ["compile", "--to", Path.Combine(folder, "out"), "--core", files[0], .. extensions];
    }

    public async Task<TimeSpan> MeasureAsync(CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = new ChildProcess(_program, _arguments);
        return await process.EndedAsync(cancellationToken) == 0
            ? Stopwatch.GetElapsedTime(began)
            : throw new InvalidOperationException("The documents do not compile.");
    }

    private static string Write(string folder, NamedDocument document)
    {
        var path = Path.Combine(folder, document.Name);
        File.WriteAllBytes(path, document.Content);
        return path;
    }
}
