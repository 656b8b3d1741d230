using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace SchemaClaimsSidecar.Storage;

/// <summary>Reads a file line by line, as bytes, without taking an unfinished last line for a line.</summary>
internal sealed class LineReader(SafeFileHandle file)
{
    private readonly byte[] _chunk = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _line = new();
    private long _position;
    private int _next;
    private int _filled;

    /// <summary>After the last line: what follows it.</summary>
    public ReadOnlyMemory<byte> Rest => _line.WrittenMemory;

    /// <summary>The next line, without its line feed, valid until the next call; false at the end.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        _line.ResetWrittenCount();
        while (_next < _filled || Fill())
        {
            var available = _chunk.AsSpan(_next, _filled - _next);
            var end = available.IndexOf(ReleaseLine.End);
            _line.Write(end < 0 ? available : available[..end]);
            _next += end < 0 ? available.Length : end + 1;
            if (end < 0)
                continue;
            line = _line.WrittenSpan;
            return true;
        }

        line = default;
        return false;
    }

    private bool Fill()
    {
        _filled = RandomAccess.Read(file, _chunk, _position);
        _position += _filled;
        _next = 0;
        return _filled > 0;
    }
}
