using System.Buffers;

namespace Dms.Client.Claims;

/// <summary>How DMS compares the names of claim sets, resource claims and actions: by the invariant culture, ignoring case.</summary>
internal static class DmsNames
{
    private static readonly SearchValues<char> PrintableAscii =
        SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    public static StringComparer Comparer => StringComparer.InvariantCultureIgnoreCase;

    /// <summary>
    /// Whether a name is of printable ASCII only. Among such names the invariant culture ignoring case and ordinal comparison
    /// ignoring case agree: every printable ASCII character has a weight of its own, shared with nothing but its other case.
    /// Beyond them they do not: the culture passes over control characters and soft hyphens, and takes composed for decomposed.
    /// </summary>
    public static bool IsPlain(string name) => !name.AsSpan().ContainsAnyExcept(PrintableAscii);

    public static bool Equal(string left, string right) => Comparer.Equals(left, right);
}
