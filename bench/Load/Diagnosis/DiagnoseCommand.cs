using System.CommandLine;
using System.Text.Json;
using Load.Sampling;

namespace Load.Diagnosis;

/// <summary><c>diagnose</c>: names what limits a service, in a recorded run or now.</summary>
internal static class DiagnoseCommand
{
    private const int DefaultSeconds = 10;
    private const int ShortestSeconds = 4;
    private const int LongestSeconds = 3600;

    public static Command Create()
    {
        var folder = new Argument<string?>("run") { Description = "The folder of a recorded run.", Arity = ArgumentArity.ZeroOrOne };
        var process = new Option<int?>("--pid")
        {
            Description = "A running .NET service on this machine and of this user, in place of a run.",
        };
        var postgres = new Option<string?>("--postgres") { Description = "How to reach its database, as Npgsql has it." };
        var application = new Option<string>("--application")
        {
            Description = "Under which application_name the service is connected to PostgreSQL.",
            DefaultValueFactory = _ => "MiniDms",
        };
        var seconds = new Option<int>("--seconds") { Description = "How long to look.", DefaultValueFactory = _ => DefaultSeconds };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < ShortestSeconds or > LongestSeconds)
                result.AddError($"--seconds must be from {ShortestSeconds} to {LongestSeconds}.");
        });
        var output = new Option<string>("--output", "-o") { Description = "How to print the verdict.", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("diagnose", "Names what limits a service, with its evidence.")
        {
            folder, process, postgres, application, seconds, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(folder) is null == (result.GetValue(process) is null))
                result.AddError("Give either the folder of a run or --pid.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (writer, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            var diagnosed = parsed.GetValue(process) is { } id
                ? await LookAsync(
                    id, parsed.GetValue(postgres), parsed.GetRequiredValue(application), parsed.GetValue(seconds), cancellationToken)
                : await ReadAsync(parsed.GetRequiredValue(folder)!, errors, cancellationToken);
            Write(writer, diagnosed, parsed.GetRequiredValue(output));
            return diagnosed.Count == 0 ? 1 : 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Diagnosed>> LookAsync(
        int processId, string? connection, string application, int seconds, CancellationToken cancellationToken)
    {
        await using var process = new ProcessSource(processId, TimeProvider.System);
        await using var postgres = connection is null ? null : new PostgresSource(connection, application);
        var verdict = await LiveDiagnosis.ObserveAsync(
            process, postgres, client: null, TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);
        return [new Diagnosed(LiveDiagnosis.Subject(processId), verdict)];
    }

    private static async Task<IReadOnlyList<Diagnosed>> ReadAsync(string folder, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            return RecordedDiagnosis.Of(await RunJson.ReadAsync(folder, cancellationToken));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            await errors.WriteLineAsync($"{folder} is no recorded run: {unreadable.Message}");
            return [];
        }
    }

    private static void Write(TextWriter output, IReadOnlyList<Diagnosed> diagnosed, string format)
    {
        if (format == "json")
        {
            VerdictJson.Write(output, diagnosed);
            return;
        }

        foreach (var one in diagnosed)
            VerdictText.Write(output, one);
    }
}
