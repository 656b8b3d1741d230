using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SchemaClaimsSidecar.Rollout;

/// <summary>A part of the fleet: a share of the subscribers by their names, or those with certain labels.</summary>
internal sealed class RolloutTarget
{
    private const int Everybody = 100;

    private readonly int _percent;
    private readonly KeyValuePair<string, string>[] _labels;

    private RolloutTarget(int percent, KeyValuePair<string, string>[] labels) => (_percent, _labels) = (percent, labels);

    /// <summary>Reads <c>10%</c> (1 to 100), <c>zone=a</c> or <c>zone=a,tier=web</c>, where all labels must agree.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out RolloutTarget? target)
    {
        target = text.EndsWith('%') ? OfShare(text[..^1]) : OfLabels(text.Split(','));
        return target is not null;
    }

    /// <summary>
    /// Whether a subscriber is of this part. A share is drawn by the SHA-256 of the name: the same on every sidecar and at every
    /// time, and a greater share contains every smaller one.
    /// </summary>
    public bool Selects(string subscriber, IReadOnlyDictionary<string, string> labels) => _labels.Length == 0
        ? PlaceOf(subscriber) < _percent
        : Array.TrueForAll(_labels, label => labels.TryGetValue(label.Key, out var value) && value == label.Value);

    private static RolloutTarget? OfShare(string percent) =>
        int.TryParse(percent, NumberStyles.None, CultureInfo.InvariantCulture, out var share) && share is > 0 and <= Everybody
            ? new RolloutTarget(share, [])
            : null;

    private static RolloutTarget? OfLabels(string[] pairs)
    {
        var labels = Array.ConvertAll(pairs, pair => pair.Split('=', 2, StringSplitOptions.TrimEntries));
        return Array.TrueForAll(labels, label => label is [{ Length: > 0 }, { Length: > 0 }])
            ? new RolloutTarget(0, Array.ConvertAll(labels, label => KeyValuePair.Create(label[0], label[1])))
            : null;
    }

    // From 0 to 99, evenly.
    private static int PlaceOf(string subscriber)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(subscriber), hash);
        return (int)((UInt128)BinaryPrimitives.ReadUInt64BigEndian(hash) * Everybody >> 64);
    }
}
