using System.Diagnostics;
using SchemaClaims.V1;
using static SchemaClaims.V1.Subscriber.Types;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Shows how an upload goes: a line a stage, and on a terminal what goes on at the moment.</summary>
internal sealed class UploadDisplay(TextWriter output, bool isTerminal)
{
    // A document of another year's layout has the same warning at every resource; a person needs the kind, not the hundred.
    private const int MostWarnings = 10;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly ProgressBar _progress = new(output, isTerminal);
    private string? _stage;

    public void Sent(string document, long sent, long total)
    {
        _progress.Show(document, sent, total);
    }

    public void Begin(string stage)
    {
        End();
        _stage = stage;
        _watch.Restart();
    }

    public void End()
    {
        if (_stage is null)
            return;
        _progress.End();
        output.WriteLine($"  {_stage,-9} {Durations.ForPeople(_watch.Elapsed)}");
        _stage = null;
    }

    public void Problems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var severity = problem.Severity == Problem.Types.Severity.Error ? "error" : "warning";
            output.WriteLine($"{severity}: {problem.Document}#{problem.Pointer}: {problem.Message} [{problem.Rule}]");
        }
    }

    public void Published(Published published, bool dryRun)
    {
        Problems(published.Warnings.Take(MostWarnings));
        if (published.Warnings.Count > MostWarnings)
            output.WriteLine($"… and {published.Warnings.Count - MostWarnings} more warnings; -o json lists them all.");
        output.WriteLine(published switch
        {
            { Unchanged: true, Position: { } position } => $"Unchanged: release {position.Generation} is the same snapshot.",
            _ when dryRun || published.Position is null => $"Dry run: snapshot {published.SnapshotId[..12]} would be published.",
            _ => $"Release {published.Position.Generation} is published: snapshot {published.SnapshotId[..12]}.",
        });
        output.WriteLine(
            $"{published.TotalParts} parts: {published.AddedParts.Count} added, {published.ChangedParts.Count} changed, "
            + $"{published.RemovedParts.Count} removed.{HashOf(published)}");
        if (published.ClaimsKept)
            output.WriteLine("Only the schema went back: the claims stay what they are.");
        if (published.Rollout is { } rollout)
            output.WriteLine(ReachOf(rollout));
    }

    private static string ReachOf(RolloutStatus rollout)
    {
        if (rollout.Selected == 0)
            return $"warning: it is for none of {rollout.Connected} connected subscribers: choose a greater part, after `abort`.";
        var next = rollout.Release is { Rollout.Auto: null } ? " Go on with `promote`, or take it back with `abort`." : "";
        return $"It is for {rollout.Selected} of {rollout.Connected} connected subscribers.{next}";
    }

    private static string HashOf(Published published) =>
        published.EffectiveSchemaHash.Length > 0 ? $" Effective schema hash {published.EffectiveSchemaHash}" : " There is no schema yet.";

    public void Applying(Subscriber subscriber)
    {
        var answer = subscriber.State switch
        {
            State.Synced when subscriber.ElapsedMicroseconds > 0 =>
                $" after {Durations.ForPeople(TimeSpan.FromMicroseconds((long)subscriber.ElapsedMicroseconds))}",
            State.Rejected or State.Held => $": {subscriber.Code}: {subscriber.Reason}",
            _ => "",
        };
        output.WriteLine($"  {subscriber.State.ToString().ToUpperInvariant(),-9} {subscriber.Name}{answer}");
    }
}
