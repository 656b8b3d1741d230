namespace EndToEnd.Tests.Support;

/// <summary>A program that was run to its end.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <exception cref="TimeoutException">The program does not end.</exception>
    public static async Task<ProgramRun> OfAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null, TimeSpan? limit = null)
    {
        var process = ChildProcess.Start(program, arguments, variables);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(limit ?? Limit);
            return new ProgramRun(process.ExitCode, await output, await error);
        }
        finally
        {
            await ChildProcess.EndAsync(process);
        }
    }

    /// <summary>Fails, showing what the program said, unless it ended with this code.</summary>
    public ProgramRun Ended(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"It ended with {ExitCode}, not {exitCode}.\n{Output}\n{Error}");
        Assert.DoesNotContain("   at ", Output + Error, StringComparison.Ordinal);
        return this;
    }
}
