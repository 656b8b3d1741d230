namespace Interop.Tests.Support;

/// <summary>Node with grpc-js, which <c>npm ci</c> puts beside its package.json.</summary>
internal static class Node
{
    public const string Program = "node";

    public static readonly string Modules = Path.Combine(Folder(), "node_modules");

    public static string? WhyAbsent =>
        Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).All(folder => !File.Exists(Path.Combine(folder, Program)))
            ? "No Node found: install nodejs and npm."
            : Directory.Exists(Path.Combine(Modules, "@grpc", "grpc-js"))
                ? null
                : "No grpc-js found: run 'npm ci' in tests/Interop.Tests/node.";

    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "node", name);

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Interop.Tests.csproj")))
                return Path.Combine(folder.FullName, "node");
        }

        return Path.Combine(AppContext.BaseDirectory, "node");
    }
}
