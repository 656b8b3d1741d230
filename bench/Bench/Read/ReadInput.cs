using System.Collections.Immutable;
using Bench.Inputs;
using Bench.Rigs;
using Dms.Client.Claims;
using Dms.Client.Projections;
using Dms.Client.Snapshots;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Claims;
using SchemaClaimsSidecar.Schema;
using SchemaClaimsSidecar.Snapshots;

namespace Bench.Read;

/// <summary>Snapshots as clients have them, and requests that ask for random resources.</summary>
internal static class ReadInput
{
    public const int RequestCount = 256;

    private static readonly Lazy<Snapshot> Composed = new(Compose);

    public static SchemaSet Schema { get; } = SchemaSet.Load();

    public static ClaimsSet Claims { get; } = ClaimsSet.Load(Schema);

    /// <summary>A snapshot that shares no object with any other.</summary>
    public static DmsSnapshot CreateSnapshot(long generation)
    {
        var stored = Releases.Of(Composed.Value, generation);
        var reader = new PartReader();
        var parts = stored.Snapshot.Parts.Select(part => reader.Read(part.Name, part.Digest, part.Content)).ToImmutableArray();
        return new DmsSnapshot(new ReleaseCandidate(stored.Release, stored.Snapshot.Manifest, parts, 0), running: null, ProjectionSet.None);
    }

    public static ReadRequest[] CreateRequests(DmsSnapshot snapshot)
    {
        var random = new Random(1);
        var resources = snapshot.Schema.Projects.SelectMany(project => project.Resources)
            .Where(resource => !resource.IsResourceExtension).ToArray();
        ResourceAction[] actions = [ResourceAction.Create, ResourceAction.Read, ResourceAction.Update, ResourceAction.Delete];
        return [.. Enumerable.Range(0, RequestCount).Select(_ =>
        {
            var resource = resources[random.Next(resources.Length)];
            return new ReadRequest(
                new string(resource.ProjectEndpointName), new string(resource.EndpointName), new string(Claims.Largest),
                actions[random.Next(actions.Length)]);
        })];
    }

    private static Snapshot Compose()
    {
        var schema = SchemaCompiler.Compile(new SchemaInput(
            Schema.Core.ToInput(), [.. Schema.Extensions.Select(extension => extension.ToInput())], MergeRules.Rules2026, Strict: false));
        var claims = ClaimsCompiler.Compile(new ClaimsInput(Claims.Document.ToInput(), []));
        return SnapshotComposer.Compose(SchemaContent.Of(schema.Schema!), ClaimsContent.Of(claims.Claims!), current: null).Snapshot;
    }
}
