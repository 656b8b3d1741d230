using System.Collections.Concurrent;
using Deploy.Tests.Support;

namespace Deploy.Tests.Manifests;

/// <summary>The overlays of deploy/k8s, as kubectl renders them.</summary>
internal static class Overlays
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Rendered = new();

    public static IReadOnlyList<string> All { get; } = ["single", "fleet", "tls"];

    public static string Text(string name) => Rendered.GetOrAdd(
        name, static name => new Lazy<string>(() => Kubectl.Render(Path.Combine(AppContext.BaseDirectory, "k8s", "overlays", name)))).Value;

    /// <summary>Objects of the caller's own, to be changed as it likes.</summary>
    public static Deployment Read(string name) => Deployment.Parse(Text(name));
}
