using SchemaClaims.Contracts;
using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>
/// A release on its way into a folder: written beside it, checked against the digests, and put in its place when all of it is there.
/// </summary>
internal sealed class ExportedRelease : IDisposable
{
    private readonly string _folder;
    private readonly string _unfinished;
    private readonly Dictionary<Digest, MemoryStream> _received = [];
    private ulong _generation;
    private Manifest? _manifest;

    private ExportedRelease(string folder) =>
        (_folder, _unfinished) = (folder, $"{folder}.{Guid.NewGuid():N}.unfinished");

    /// <summary>How many bytes have come.</summary>
    public long Received { get; private set; }

    /// <summary>How many there are at most.</summary>
    public long Expected { get; private set; }

    /// <exception cref="CliException">There is something already.</exception>
    public static ExportedRelease Into(string folder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new CliException(ExitCodes.Usage, $"{folder} is not empty: name a folder that is new or empty. Nothing was written.");
        return new ExportedRelease(path);
    }

    /// <exception cref="InvalidDataException">It does not fit what came before.</exception>
    public void Take(ExportReleaseEvent message)
    {
        if (message.Piece is { } piece)
        {
            Take(piece);
            return;
        }

        _manifest = ManifestReader.Read(message.Manifest.Memory);
        _generation = message.Release.Position.Generation;
        if (_manifest.SnapshotId.ToString() != message.Release.SnapshotId)
            throw new InvalidDataException("the manifest is not that of the release.");
        Expected = _manifest.Inputs.Select(input => (input.Digest, input.Length))
            .Concat(_manifest.Parts.Select(part => (part.Digest, part.Length))).Distinct().Sum(blob => blob.Length);
    }

    /// <summary>Puts the folder in its place.</summary>
    /// <returns>What there is in it, for a person.</returns>
    /// <exception cref="InvalidDataException">Something is missing, or is not what the manifest names.</exception>
    public string Finish()
    {
        var manifest = _manifest ?? throw new InvalidDataException("it has no manifest.");
        Write("manifest.json", manifest.Bytes.Span);
        foreach (var part in manifest.Parts)
            Write($"parts/{part.Name}.json", ContentOf(part.Digest) ?? throw new InvalidDataException($"part '{part.Name}' is missing."));
        var inputs = 0;
        for (var i = 0; i < manifest.Inputs.Count; i++)
        {
            if (ContentOf(manifest.Inputs[i].Digest) is not { } content)
                continue;
            Write($"inputs/{i + 1}-{FileNameOf(manifest.Inputs[i].Name)}", content);
            inputs++;
        }

        if (Directory.Exists(_folder))
            Directory.Delete(_folder);
        Directory.Move(_unfinished, _folder);
        var missing = manifest.Inputs.Count - inputs;
        return $"Release {_generation}: {inputs} documents and {manifest.Parts.Count} parts in {_folder}."
            + (missing > 0 ? $" {missing} documents are not kept by this sidecar: a relay keeps none; ask the one with the store." : "");
    }

    public void Dispose()
    {
        if (Directory.Exists(_unfinished))
            Directory.Delete(_unfinished, recursive: true);
    }

    private void Take(ExportedPiece piece)
    {
        var digest = Digest.FromBytes(piece.Digest.Span);
        if (!_received.TryGetValue(digest, out var content))
            _received.Add(digest, content = new MemoryStream());
        if ((long)piece.Offset != content.Length)
            throw new InvalidDataException($"a piece of {digest} does not follow the one before.");
        content.Write(piece.Data.Span);
        Received += piece.Data.Length;
    }

    private byte[]? ContentOf(Digest digest)
    {
        if (!_received.TryGetValue(digest, out var received))
            return null;
        var content = received.ToArray();
        return Digest.Of(content) == digest ? content : throw new InvalidDataException($"the bytes do not have the digest {digest}.");
    }

    private void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_unfinished, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    // Whoever uploaded it chose the name.
    private static string FileNameOf(string name) =>
        string.Concat(name.Select(letter => char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));
}
