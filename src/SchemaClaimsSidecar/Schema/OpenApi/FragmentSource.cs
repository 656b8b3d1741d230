namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>Where fragments come from, for problems: the pointer is built only when there is one.</summary>
/// <param name="Project">0 is the core, n the n-th extension.</param>
/// <param name="Segments">The way from the document's root to the fragment.</param>
internal readonly record struct FragmentSource(int Project, params string[] Segments)
{
    public FragmentSource Of(params string[] segments) => new(Project, [.. Segments, .. segments]);

    public OpenApiProblem Problem(string rule, string message) => new(Project, PointerText.Of(Segments), rule, message);
}
