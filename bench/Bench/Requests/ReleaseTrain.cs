using Bench.Inputs;
using Bench.Rigs;

namespace Bench.Requests;

/// <summary>Publishes releases one after another, and knows when each was applied.</summary>
internal sealed class ReleaseTrain(Uploader uploader, HostProcess host, SchemaSet schema, ClaimsSet claims)
{
    // Besides the newest release the client holds the one before it: of three in turn, the next is always all new to it.
    private const int Variants = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly SchemaSet[] _schemas = [.. Enumerable.Range(1, Variants).Select(variant => schema.WithResourceTitles($"Title {variant}"))];
    private readonly ClaimsSet[] _claims = [.. Enumerable.Range(1, Variants).Select(variant => claims.WithClaimSet($"Bench-{variant}"))];
    private int _sequence;

    /// <summary>A release in which every resource changes.</summary>
    public Task<Cycle> PublishSchemaAsync(CancellationToken cancellationToken) =>
        PublishAsync(CycleKind.Schema, number => uploader.UploadSchemaAsync(_schemas[number % Variants], cancellationToken), cancellationToken);

    /// <summary>A release in which the claims change.</summary>
    public Task<Cycle> PublishClaimsAsync(CancellationToken cancellationToken) =>
        PublishAsync(CycleKind.Claims, number => uploader.UploadClaimsAsync(_claims[number % Variants], cancellationToken), cancellationToken);

    private async Task<Cycle> PublishAsync(CycleKind kind, Func<int, Task<Upload>> publish, CancellationToken cancellationToken)
    {
        var upload = await publish(_sequence++);
        var applied = await host.AppliedAsync(upload.Published.Position.Generation, cancellationToken);
        await Task.Delay(Pause, cancellationToken);
        return new Cycle(kind, upload.Began, applied.From, applied.To);
    }
}
