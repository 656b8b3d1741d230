using System.Text.Json;

namespace SchemaClaimsSidecar.Claims.Hierarchy;

/// <summary>Reads JSON values of an expected kind and reports, at the cursor, those that are of another.</summary>
internal sealed class ElementReader(DocumentCursor at)
{
    public bool IsObject(JsonElement value) => Is(JsonValueKind.Object, value, "an object");

    /// <summary>Whether the value is an array, and of at least so many items.</summary>
    public bool IsArray(JsonElement value, int atLeast = 0)
    {
        if (!Is(JsonValueKind.Array, value, "an array"))
            return false;
        if (value.GetArrayLength() >= atLeast)
            return true;
        at.Error("min-items", "At least one item is needed here.");
        return false;
    }

    public bool IsBoolean(JsonElement value, out bool flag)
    {
        flag = value.ValueKind is JsonValueKind.True;
        return flag || Is(JsonValueKind.False, value, "true or false");
    }

    /// <summary>A string of at least one character; null, and reported, when it is anything else.</summary>
    public string? ReadName(JsonElement value)
    {
        if (!Is(JsonValueKind.String, value, "a string"))
            return null;
        var text = value.GetString()!;
        if (text.Length > 0)
            return text;
        at.Error("min-length", "The name is empty.");
        return null;
    }

    /// <summary>The string property of an object under the cursor; null, and reported, when it is missing or something else.</summary>
    public string? ReadRequiredName(JsonElement owner, string property)
    {
        if (!Has(owner, property, out var value))
            return null;
        at.Enter(property);
        var name = ReadName(value);
        at.Leave();
        return name;
    }

    /// <summary>Whether an object under the cursor has a property that it needs.</summary>
    public bool Has(JsonElement owner, string property, out JsonElement value)
    {
        if (owner.TryGetProperty(property, out value))
            return true;
        at.Error("required", $"The property '{property}' is missing.");
        return false;
    }

    /// <summary>Reports the properties of an object that are none of those named.</summary>
    public void AllowOnly(JsonElement owner, params ReadOnlySpan<string> allowed)
    {
        foreach (var property in owner.EnumerateObject())
        {
            if (!IsOneOf(property, allowed))
            {
                at.Enter(property.Name);
                at.Error("unknown-property", $"'{property.Name}' does not belong here; allowed: {string.Join(", ", allowed!)}.");
                at.Leave();
            }
        }
    }

    private static bool IsOneOf(JsonProperty property, ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (property.NameEquals(name))
                return true;
        }

        return false;
    }

    private bool Is(JsonValueKind expected, JsonElement value, string description)
    {
        if (value.ValueKind == expected)
            return true;
        at.Error("type", $"Expected {description}, not {Describe(value.ValueKind)}.");
        return false;
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
