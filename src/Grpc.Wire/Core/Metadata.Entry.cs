using System.Buffers;
using System.Text;

namespace Grpc.Core;

internal sealed partial class Metadata
{
    /// <summary>A key and its text or, where the key ends with "-bin", its bytes.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

        private readonly string? _value;
        private readonly byte[]? _bytes;

        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinary)
                throw new ArgumentException($"The key '{key}' ends with '{BinaryHeaderSuffix}' and takes bytes.", nameof(key));
            _value = value ?? throw new ArgumentNullException(nameof(value));
        }

        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!IsBinary)
                throw new ArgumentException($"The key of bytes must end with '{BinaryHeaderSuffix}', unlike '{key}'.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = valueBytes.AsSpan().ToArray();
        }

        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException($"The entry '{Key}' is binary.");

        public byte[] ValueBytes => _bytes?.AsSpan().ToArray() ?? Encoding.ASCII.GetBytes(Value);

        public override string ToString() =>
            IsBinary ? $"[Entry: key={Key}, {_bytes!.Length} bytes]" : $"[Entry: key={Key}, value={_value}]";

        private static string Normalize(string key)
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            var lower = key.ToLowerInvariant();
            return lower.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? throw new ArgumentException($"The key '{key}' may hold letters, digits, '-', '_' and '.' only.", nameof(key))
                : lower;
        }
    }
}
