using System.Diagnostics;

namespace Testing.Postgres;

/// <summary>Where the programs of an installed PostgreSQL server lie, and how they are run: never as root, which they refuse.</summary>
internal static class PostgresPrograms
{
    /// <summary>The account that runs the server for tests that are started as root.</summary>
    public const string Account = "postgres";

    private static readonly Lazy<string?> Folder = new(FindFolder);
    private static readonly Lazy<string?> Absence = new(FindAbsence);

    /// <summary>Why a test with a server must be skipped; null where there is one.</summary>
    public static string? WhyAbsent => Absence.Value;

    /// <summary>The command, and its first arguments, that runs a program of PostgreSQL.</summary>
    public static string[] CommandOf(string program)
    {
        var server = Path.Combine(Folder.Value ?? throw new InvalidOperationException(WhyAbsent), program);
        // The programs of clients may lie elsewhere.
        var path = File.Exists(server) ? server : program;
        return Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid", Account, "--regid", Account, "--init-groups", "--", path]
            : [path];
    }

    /// <summary>Runs a program to its end, and returns what it printed.</summary>
    /// <param name="program">One of PostgreSQL's.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<string> RunAsync(string program, string input, params string[] arguments)
    {
        string[] command = [.. CommandOf(program), .. arguments];
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }

    private static string? FindAbsence()
    {
        const string Remedy = "Install one: apt-get install postgresql.";
        if (Folder.Value is null)
            return "There is no PostgreSQL server. " + Remedy;
        return Environment.IsPrivilegedProcess && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith(Account + ":", StringComparison.Ordinal))
            ? $"PostgreSQL cannot run as root, and there is no account '{Account}'. " + Remedy
            : null;
    }

    private static string? FindFolder()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(PackagedFolders()).FirstOrDefault(
            folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    // Debian and Ubuntu keep every major version apart and put none of them on the path.
    private static IEnumerable<string> PackagedFolders()
    {
        const string Versions = "/usr/lib/postgresql";
        return Directory.Exists(Versions)
            ? Directory.GetDirectories(Versions).OrderByDescending(MajorVersion).Select(version => Path.Combine(version, "bin"))
            : [];
    }

    private static int MajorVersion(string folder) => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0;
}
