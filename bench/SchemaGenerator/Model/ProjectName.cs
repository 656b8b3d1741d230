namespace SchemaGeneration.Model;

/// <summary>What a project is called in its different places.</summary>
/// <param name="Name">In references: <c>Ed-Fi</c>.</param>
internal sealed record ProjectName(string Name)
{
    public static ProjectName Core { get; } = new("Ed-Fi");

    /// <summary>In URLs: <c>ed-fi</c>.</summary>
    public string Endpoint => Name.ToLowerInvariant();

    /// <summary>In the names of component schemas: <c>EdFi</c>.</summary>
    public string SchemaPrefix => Name.Replace("-", "", StringComparison.Ordinal);
}
