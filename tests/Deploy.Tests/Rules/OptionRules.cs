using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using Deploy.Tests.Manifests;
using SchemaClaimsSidecar.Cli;

namespace Deploy.Tests.Rules;

/// <summary>What the sidecar is told exists.</summary>
internal static partial class OptionRules
{
    private const string Prefix = "SCHEMACLAIMS_";

    private static readonly Dictionary<string, Type> Sections = FindSections();

    public static IEnumerable<string> ArgumentsExist(Deployment deployment) =>
        CommandLineTool.Parse([.. deployment.Sidecar.Args]).Errors.Select(error => $"schema-claims-sidecar: {error.Message}");

    public static IEnumerable<string> SettingsExist(Deployment deployment) => deployment.Sidecar.Env
        .Select(variable => variable.Name).Where(name => !Exists(name)).Select(name => $"There is no setting {name}.");

    /// <summary>The tool is run inside of the container, and finds the socket that is listened on.</summary>
    public static IEnumerable<string> TheToolFindsTheSidecar(Deployment deployment)
    {
        var told = deployment.Sidecar.Env.SingleOrDefault(variable => variable.Name == CommonOptions.AdminSocketVariable)?.Value;
        if (told != deployment.Setting("Listen__AdminSocket"))
            yield return $"{CommonOptions.AdminSocketVariable} is '{told}', where nobody listens.";
    }

    /// <summary>Who may administer over the network is known by tokens, or by certificates whose authority is known.</summary>
    public static IEnumerable<string> AdministratorsAreKnown(Deployment deployment)
    {
        if (deployment.Setting("Listen__Management") is not null && deployment.Setting("Access__TokenFile") is null)
            yield return "Nobody can administer over HTTP: there is no file with tokens.";
        if (deployment.Setting("Access__CertificateChange__0") is not null && deployment.Setting("Tls__ClientCaFile") is null)
            yield return "Nobody can administer by certificate: there is no authority for them.";
    }

    /// <summary>Whether a variable configures something; what is not the sidecar's is not judged.</summary>
    public static bool Exists(string variable)
    {
        if (!variable.StartsWith(Prefix, StringComparison.Ordinal) || variable == CommonOptions.AdminSocketVariable)
            return true;
        var path = variable[Prefix.Length..].Replace("__", ":", StringComparison.Ordinal);
        return Sections.Any(section => path.StartsWith(section.Key + ":", StringComparison.OrdinalIgnoreCase)
            && Has(section.Value, path[(section.Key.Length + 1)..].Split(':')));
    }

    private static bool Has(Type type, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
            return type == typeof(string) || !type.IsClass;
        if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            return path.Length == 1 && Index().IsMatch(path[0]);
        var property = type.GetProperty(path[0], BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
        return property is not null && Has(property.PropertyType, path[1..]);
    }

    private static Dictionary<string, Type> FindSections()
    {
        var sections = new Dictionary<string, Type>();
        foreach (var type in typeof(CommandLineTool).Assembly.GetTypes())
        {
            if (type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() is string section)
                sections.Add(section, type);
        }

        return sections;
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Index();
}
