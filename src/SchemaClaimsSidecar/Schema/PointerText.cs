namespace SchemaClaimsSidecar.Schema;

/// <summary>Writes JSON Pointers (RFC 6901).</summary>
internal static class PointerText
{
    public static string Of(IEnumerable<string> segments) => string.Concat(segments.Select(segment => "/" + Escape(segment)));

    private static string Escape(string segment) =>
        segment.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
