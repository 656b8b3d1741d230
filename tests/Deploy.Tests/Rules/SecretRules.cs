using Deploy.Tests.Manifests;
using k8s.Models;

namespace Deploy.Tests.Rules;

/// <summary>Where secrets are, and who can read them.</summary>
internal static class SecretRules
{
    private const int OfOthers = 7;

    private static readonly string[] Words = ["password", "secret", "token", "connectionstring", "apikey"];

    public static IEnumerable<string> NoSecretIsInClear(Deployment deployment)
    {
        foreach (var secret in deployment.Objects.OfType<V1Secret>())
            yield return $"The secret {secret.Metadata.Name} is in the manifests: make it beside them.";
        foreach (var container in deployment.Containers)
        {
            foreach (var variable in (container.Env ?? []).Where(HasASecret))
                yield return $"The variable {variable.Name} of {container.Name} has a secret in clear.";
        }
    }

    /// <summary>As an environment variable a secret shows in crash dumps, and stays as it was when it is rotated.</summary>
    public static IEnumerable<string> SecretsComeAsFiles(Deployment deployment) =>
        deployment.Containers
            .Where(container => (container.Env ?? []).Any(variable => variable.ValueFrom?.SecretKeyRef is not null)
                || (container.EnvFrom ?? []).Any(source => source.SecretRef is not null))
            .Select(container => $"{container.Name} has a secret in its environment: mount it as a file.");

    public static IEnumerable<string> SecretsAreReadByTheirOwnersAlone(Deployment deployment)
    {
        foreach (var volume in deployment.Pod.Volumes.Where(volume => volume.Secret is not null))
        {
            if (volume.Secret.DefaultMode is null || (volume.Secret.DefaultMode & OfOthers) != 0)
                yield return $"The secret {volume.Secret.SecretName} can be read by everybody in the container.";
            if (deployment.Dms.VolumeMounts.Any(mount => mount.Name == volume.Name))
                yield return $"DMS has the secret {volume.Secret.SecretName}, which is the sidecar's.";
        }
    }

    private static bool HasASecret(V1EnvVar variable) =>
        variable.Value is { Length: > 0 } value
        && ((Words.Any(word => variable.Name.Contains(word, StringComparison.OrdinalIgnoreCase))
                && !variable.Name.EndsWith("File", StringComparison.Ordinal))
            || value.Contains("password=", StringComparison.OrdinalIgnoreCase)
            || value.Contains("-----BEGIN", StringComparison.Ordinal));
}
