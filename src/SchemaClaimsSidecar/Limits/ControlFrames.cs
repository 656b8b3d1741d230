using System.Buffers;
using System.Buffers.Binary;

namespace SchemaClaimsSidecar.Limits;

/// <summary>Counts the frames of HTTP/2 that carry nothing: they cost the sender nothing, and the receiver an answer.</summary>
internal sealed class ControlFrames
{
    private const int HeaderLength = 9;
    private const byte EndOfStream = 0x1;

    private readonly byte[] _header = new byte[HeaderLength];
    private int _prefaceRead;
    private int _headerRead;
    private long _payloadLeft;
    private bool _isOther;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>How many such frames begin in what came; none where another protocol is spoken.</summary>
    public int CountIn(ReadOnlySequence<byte> bytes)
    {
        var count = 0;
        foreach (var segment in bytes)
            count += CountIn(segment.Span);
        return count;
    }

    private int CountIn(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        SkipPreface(ref bytes);
        while (bytes.Length > 0 && !_isOther)
        {
            if (_payloadLeft > 0)
            {
                var skipped = (int)Math.Min(_payloadLeft, bytes.Length);
                _payloadLeft -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            var read = Math.Min(HeaderLength - _headerRead, bytes.Length);
            bytes[..read].CopyTo(_header.AsSpan(_headerRead));
            bytes = bytes[read..];
            _headerRead += read;
            if (_headerRead < HeaderLength)
                break;
            _headerRead = 0;
            _payloadLeft = BinaryPrimitives.ReadUInt32BigEndian(_header) >> 8;
            count += CarriesNothing() ? 1 : 0;
        }

        return count;
    }

    private void SkipPreface(ref ReadOnlySpan<byte> bytes)
    {
        var read = Math.Min(Preface.Length - _prefaceRead, bytes.Length);
        if (_isOther || read == 0)
            return;
        _isOther = !bytes[..read].SequenceEqual(Preface.Slice(_prefaceRead, read));
        _prefaceRead += read;
        bytes = bytes[read..];
    }

    private bool CarriesNothing() => (FrameType)_header[3] switch
    {
        FrameType.Data => _payloadLeft == 0 && (_header[4] & EndOfStream) == 0,
        FrameType.Continuation => _payloadLeft == 0,
        // These are met by the limits on streams, and by those on what waits to be sent.
        FrameType.Headers or FrameType.ResetStream or FrameType.WindowUpdate => false,
        _ => true,
    };

    private enum FrameType : byte
    {
        Data = 0,
        Headers = 1,
        ResetStream = 3,
        WindowUpdate = 8,
        Continuation = 9,
    }
}
