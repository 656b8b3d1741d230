using System.Text.Json;
using SchemaClaimsSidecar.Documents;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>One walk over a document with a shape: where it stands and what it found.</summary>
internal sealed class ShapeCheck(ProblemList problems)
{
    /// <summary>Where the walk stands.</summary>
    public JsonPointer Pointer { get; } = new();

    /// <summary>Whether the value is of this kind; reports it when not.</summary>
    public bool IsOfKind(JsonElement value, JsonValueKind kind)
    {
        if (value.ValueKind == kind)
            return true;
        Error("type", $"Must be {Name(kind)}, not {Name(value.ValueKind)}.");
        return false;
    }

    /// <summary>Reports at the place where the walk stands.</summary>
    public void Error(string rule, string message) => problems.Error(Pointer, rule, message);

    /// <summary>Reports at the place where the walk stands.</summary>
    public void Warning(string rule, string message) => problems.Warning(Pointer, rule, message);

    /// <summary>What a value of this kind is called in messages.</summary>
    public static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
