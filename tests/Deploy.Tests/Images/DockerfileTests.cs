using System.Xml.Linq;

namespace Deploy.Tests.Images;

/// <summary>What the image of the sidecar promises, read off its Dockerfile. That it is built and runs is tested with the pod.</summary>
public sealed class DockerfileTests
{
    private const string Restore = "dotnet restore";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "image");

    private static readonly string[] Instructions =
    [
        .. File.ReadAllText(Path.Combine(Folder, "Dockerfile")).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#'),
    ];

    private static IEnumerable<string> LastStage =>
        Instructions[Array.FindLastIndex(Instructions, line => line.StartsWith("FROM ", StringComparison.Ordinal))..];

    [Fact]
    public void Stages_OfTheImage_AreOfPinnedVersionsAndTheLastHasIcuAndNoShell()
    {
        Assert.All(
            Instructions.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)),
            line => Assert.Matches("^FROM mcr.microsoft.com/dotnet/(sdk|runtime-deps):10\\.0-noble", line));
        Assert.Contains("/sdk:10.0-noble-aot ", Instructions[0], StringComparison.Ordinal);
        Assert.EndsWith("/runtime-deps:10.0-noble-chiseled-extra", LastStage.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Image_Started_ServesAsAUserThatIsNotRootWithoutADebugger()
    {
        Assert.Contains("USER $APP_UID", LastStage);
        Assert.Contains("ENTRYPOINT [\"/app/schema-claims-sidecar\"]", LastStage);
        Assert.Contains("CMD [\"serve\"]", LastStage);
        var variables = Assert.Single(LastStage, line => line.StartsWith("ENV ", StringComparison.Ordinal));
        Assert.Contains(" PATH=/app:", variables, StringComparison.Ordinal);
        Assert.Contains(" DOTNET_EnableDiagnostics=0", variables, StringComparison.Ordinal);
    }

    [Fact]
    public void Restore_BeforeTheCode_HasEveryProjectAndNoSource()
    {
        var restore = Array.FindIndex(Instructions, line => line.Contains(Restore, StringComparison.Ordinal));
        var before = Instructions[..restore].Where(line => line.StartsWith("COPY ", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]).ToArray();

        Assert.Equal(ProjectsOf("SchemaClaimsSidecar").Order(), before.Where(IsProject).Order());
        Assert.Superset(
            new HashSet<string> { "global.json", "Directory.Build.props", "Directory.Packages.props" }, before.ToHashSet());
        Assert.All(before, file => Assert.True(IsProject(file) || !file.StartsWith("src", StringComparison.Ordinal), file));
        Assert.Contains(Instructions[restore..], line => line.Contains("dotnet publish", StringComparison.Ordinal)
            && line.Contains("--no-restore", StringComparison.Ordinal));
    }

    [Fact]
    public void Publication_OfEveryProjectAndTheProtocol_IsWhatTheImageHas()
    {
        var publish = Array.FindIndex(Instructions, line => line.Contains("dotnet publish", StringComparison.Ordinal));
        var folders = ProjectsOf("SchemaClaimsSidecar").Select(project => Path.GetDirectoryName(project)!).Append("proto");

        Assert.All(folders, folder => Assert.Contains($"COPY {folder} {folder}", Instructions[..publish]));
        Assert.EndsWith(" -o /app", Instructions[publish], StringComparison.Ordinal);
        Assert.Contains("COPY --from=build /app/schema-claims-sidecar /app/schema-claims-sidecar", LastStage);
    }

    [Fact]
    public void Publication_ForThePlatformOfTheImage_IsANativeProgram()
    {
        Assert.Contains("ARG TARGETARCH", Instructions);
        Assert.All(
            Instructions.Where(line => line.Contains("dotnet restore", StringComparison.Ordinal) || line.Contains("dotnet publish", StringComparison.Ordinal)),
            line => Assert.Contains(" -a $TARGETARCH", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Context_OfTheBuild_HasNothingThatWasBuilt() => Assert.Superset(
        new HashSet<string> { "**/bin", "**/obj", ".git" }, File.ReadAllLines(Path.Combine(Folder, "Dockerfile.dockerignore")).ToHashSet());

    private static bool IsProject(string file) => file.EndsWith(".csproj", StringComparison.Ordinal);

    // A project and those that it refers to, as the repository names them.
    private static HashSet<string> ProjectsOf(string name)
    {
        var project = XDocument.Load(Path.Combine(Folder, "src", name, $"{name}.csproj"));
        return
        [
            $"src/{name}/{name}.csproj",
            .. project.Descendants("ProjectReference").SelectMany(
                reference => ProjectsOf(Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))),
        ];
    }
}
