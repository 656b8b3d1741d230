namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>What references call a resource.</summary>
/// <param name="Project">The project's name, such as <c>Ed-Fi</c>.</param>
/// <param name="Name">The resource's name, such as <c>Student</c>.</param>
internal readonly record struct ResourceName(string Project, string Name);
