using System.Globalization;
using System.Text;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Claims;

/// <summary>Where a reader stands in a document. The JSON Pointer is written only when there is something to say about the place.</summary>
internal sealed class DocumentCursor(string document, List<Problem> problems)
{
    private readonly List<Segment> _segments = [];

    public string Document => document;

    public void Enter(string property) => _segments.Add(new Segment(property, 0));

    public void Enter(int index) => _segments.Add(new Segment(null, index));

    public void Leave() => _segments.RemoveAt(_segments.Count - 1);

    public void Error(string rule, string message) => Report(Severity.Error, rule, message);

    public void Warn(string rule, string message) => Report(Severity.Warning, rule, message);

    /// <summary>The place as a JSON Pointer (RFC 6901).</summary>
    public string Pointer()
    {
        var pointer = new StringBuilder();
        foreach (var segment in _segments)
        {
            pointer.Append('/');
            if (segment.Property is null)
                pointer.Append(CultureInfo.InvariantCulture, $"{segment.Index}");
            else
                pointer.Append(segment.Property.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    private void Report(Severity severity, string rule, string message) =>
        problems.Add(new Problem(severity, document, Pointer(), rule, message));

    private readonly record struct Segment(string? Property, int Index);
}
