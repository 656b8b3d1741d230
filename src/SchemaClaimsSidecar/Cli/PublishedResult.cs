using SchemaClaims.V1;

namespace SchemaClaimsSidecar.Cli;

/// <summary>Shows what was published, and waits for the subscribers where that is asked for.</summary>
internal sealed class PublishedResult(Admin.AdminClient client, CommandOutput output, UploadDisplay display)
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">No subscriber applied it.</exception>
    public async Task<int> ShowAsync(Published published, bool isDryRun, TimeSpan? wait, CancellationToken cancellationToken)
    {
        output.Result(published, writer =>
        {
            display.Published(published, isDryRun);
            if (published.Comparison is { } comparison)
                new ComparisonText(comparison, output.ShowsDetails).WriteTo(writer);
        });
        if (wait is not { } limit || isDryRun)
            return ExitCodes.Done;
        var wasApplied = await new SubscriberWait(client, display).WaitAsync(published.Position, limit, cancellationToken)
            .ConfigureAwait(false);
        return wasApplied ? ExitCodes.Done : throw new CliException(
            ExitCodes.AppliedByNone,
            $"Release {published.Position.Generation} is published, but no subscriber applied it within {Durations.ForPeople(limit)}. "
            + "See `status` for what they say.");
    }
}
