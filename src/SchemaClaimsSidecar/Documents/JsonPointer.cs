using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SchemaClaimsSidecar.Documents;

/// <summary>Where a walk through a document stands, as a JSON Pointer (RFC 6901) that is only written when somebody asks.</summary>
internal sealed class JsonPointer
{
    private readonly List<Token> _tokens = [];

    public void Push(JsonProperty property) => _tokens.Add(new Token(property, null, 0));

    public void Push(string name) => _tokens.Add(new Token(default, name, 0));

    public void Push(int index) => _tokens.Add(new Token(default, null, index));

    public void Pop() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>The pointer to what lies below <paramref name="parent"/> along these names and indices.</summary>
    public static string Of(string parent, params ReadOnlySpan<object> tokens)
    {
        var text = new StringBuilder(parent);
        foreach (var token in tokens)
            Append(text, Convert.ToString(token, CultureInfo.InvariantCulture)!);
        return text.ToString();
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var token in _tokens)
            Append(text, token.Text);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string token) =>
        text.Append('/').Append(token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));

    private readonly record struct Token(JsonProperty Property, string? Name, int Index)
    {
        public string Text => Name
            ?? (Property.Value.ValueKind == JsonValueKind.Undefined ? Index.ToString(CultureInfo.InvariantCulture) : Property.Name);
    }
}
