using Deploy.Tests.Manifests;

namespace Deploy.Tests.Rules;

/// <summary>Images are named so that tomorrow's pod runs what today's does.</summary>
internal static class ImageRules
{
    public static IEnumerable<string> ImagesArePinned(Deployment deployment) =>
        deployment.Containers
            .Where(container => !IsPinned(container.Image))
            .Select(container => $"{container.Name} runs the image '{container.Image}': give it a digest, or a tag that is not latest.");

    private static bool IsPinned(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains('@', StringComparison.Ordinal)
            || (name.Split(':') is [_, var tag] && tag.Length > 0 && tag != "latest");
    }
}
