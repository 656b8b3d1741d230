namespace SchemaGeneration.Model;

internal static class Naming
{
    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    public static string Plural(string name) =>
        name.EndsWith('y') && !name.EndsWith("ay", StringComparison.Ordinal) ? name[..^1] + "ies"
        : name.EndsWith('s') ? name + "es"
        : name + "s";

    /// <summary>The words of a name: <c>student academic record</c>.</summary>
    public static string Words(string name) =>
        string.Concat(name.Select(letter => char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).Trim();
}
