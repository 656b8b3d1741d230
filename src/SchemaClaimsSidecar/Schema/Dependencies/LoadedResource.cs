namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>A resource that is loaded through the API.</summary>
/// <param name="Project">Its project's place in the list of projects.</param>
/// <param name="Path">Its path in the API: <c>/ed-fi/students</c>.</param>
internal sealed record LoadedResource(int Project, string Path);
