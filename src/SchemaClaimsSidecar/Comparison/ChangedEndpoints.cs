namespace SchemaClaimsSidecar.Comparison;

/// <summary>The endpoints that came or went, for which what comes and goes with them is not told again.</summary>
internal sealed class ChangedEndpoints
{
    private readonly HashSet<(string Project, string Endpoint)> _endpoints = [];

    public void Add(string project, string endpoint) => _endpoints.Add((project, endpoint));

    public bool Contains(string project, string endpoint) => _endpoints.Contains((project, endpoint));
}
