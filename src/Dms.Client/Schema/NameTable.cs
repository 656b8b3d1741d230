using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Dms.Client.Schema;

/// <summary>
/// Values by names, compared ordinally, ignoring case. Made for what every request looks up: less than half the time of a frozen
/// dictionary, which hashes long names that ignore case character by character.
/// </summary>
internal sealed class NameTable<T>
{
    private const int CharsAtOnce = 4;

    // Of four characters at once: makes upper-case ASCII letters lower-case, and does to others what does not matter in a hash.
    private const ulong LowerCase = 0x0020_0020_0020_0020;

    private readonly Entry[] _entries;
    private readonly bool _isAscii;

    /// <param name="values">Names, of which no two are equal, and their values.</param>
    public NameTable(IReadOnlyCollection<KeyValuePair<string, T>> values)
    {
        _entries = new Entry[BitOperations.RoundUpToPowerOf2((uint)values.Count * 2 + 1)];
        _isAscii = values.All(value => Ascii.IsValid(value.Key));
        foreach (var (name, value) in values)
        {
            var hash = HashOf(name);
            var at = hash;
            while (EntryAt(at).Name is not null)
                at++;
            EntryAt(at) = new Entry(hash, name, value);
        }
    }

    public bool TryGetValue(ReadOnlySpan<char> name, [MaybeNullWhen(false)] out T value)
    {
        var hash = HashOf(name);
        for (var at = hash; ; at++)
        {
            ref readonly var entry = ref EntryAt(at);
            if (entry.Name is null)
            {
                value = default;
                return false;
            }

            if (entry.Hash == hash && AreSame(name, entry.Name))
            {
                value = entry.Value;
                return true;
            }
        }
    }

    private ref Entry EntryAt(uint at) => ref _entries[at & (uint)(_entries.Length - 1)];

    // Mostly names are asked for as they are written, and that is seen sooner.
    private static bool AreSame(ReadOnlySpan<char> left, string right) =>
        left.SequenceEqual(right) || left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private uint HashOf(ReadOnlySpan<char> name)
    {
        if (!_isAscii || name.Length < CharsAtOnce)
            return (uint)string.GetHashCode(name, StringComparison.OrdinalIgnoreCase);

        // Two sums beside each other, since each step of one waits for the step before.
        var fours = MemoryMarshal.Cast<char, ulong>(name);
        var (even, odd) = ((uint)name.Length, 0u);
        var i = 0;
        for (; i + 1 < fours.Length; i += 2)
        {
            even = BitOperations.Crc32C(even, fours[i] | LowerCase);
            odd = BitOperations.Crc32C(odd, fours[i + 1] | LowerCase);
        }

        if (i < fours.Length)
            even = BitOperations.Crc32C(even, fours[i] | LowerCase);
        var rest = MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(name[^CharsAtOnce..]));
        return even ^ BitOperations.RotateLeft(BitOperations.Crc32C(odd, rest | LowerCase), 15);
    }

    private readonly record struct Entry(uint Hash, string? Name, T Value);
}
