using System.Collections.Concurrent;
using Dms.Client.Projections;
using Dms.Client.Schema;
using Dms.Client.Snapshots;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Dms.Client.Tests.Projections;

public sealed class ProjectionTests
{
    private static readonly PublishedRelease First = TestReleases.Publish(TestReleases.SmallParts());

    private static readonly PublishedRelease Second = TestReleases.Publish(
        TestReleases.SmallParts(core => core["projectSchema"]!["resourceSchemas"]!["schools"]!["allowIdentityUpdates"] = true), 2);

    [Fact]
    public async Task ResourceProjection_OneResourceChanged_IsBuiltForThatOneOnly()
    {
        var built = new ConcurrentQueue<string>();
        await using var client = await ClientHost.StartAsync(build: builder => builder.AddResourceProjection(resource =>
        {
            built.Enqueue($"{resource}");
            return new Validator(resource.JsonSchemaForInsert.ToString());
        }));
        var stream = await client.ApplyFirstAsync(First);
        Assert.Equal(5, built.Count);
        var first = client.Current;
        await client.ApplyAsync(stream, Second);
        var second = client.Current;

        Assert.Equal("ed-fi/schools", built.Skip(5).Single());
        var bus = second.Schema.FindResource("sample", "buses")!;
        Assert.Same(first.Get<Validator>(bus), second.Get<Validator>(bus));
        Assert.NotSame(
            first.Get<Validator>(first.Schema.FindResource("ed-fi", "schools")!), second.Get<Validator>(second.Schema.FindResource("ed-fi", "schools")!));
    }

    [Fact]
    public async Task SnapshotProjection_EachRelease_SeesCandidateCurrentAndEarlierProjections()
    {
        var seen = new ConcurrentQueue<(long, long?, int)>();
        await using var client = await ClientHost.StartAsync(build: builder => builder
            .AddResourceProjection(resource => new Validator($"{resource}"))
            .AddSnapshotProjection((candidate, current) =>
            {
                var validators = candidate.Schema.Core!.Resources.Count(resource => candidate.Get<Validator>(resource).Schema.Length > 0);
                seen.Enqueue((candidate.Release.Generation, current?.Release.Generation, validators));
                return new Summary(current?.Get<Summary>());
            })
            .AddSnapshotProjection<string>((candidate, _) => candidate.Get<Summary>().GetType().Name));
        var stream = await client.ApplyFirstAsync(First);
        var first = client.Current;
        await client.ApplyAsync(stream, Second);

        Assert.Equal([(1L, null, 3), (2L, 1L, 3)], seen);
        Assert.Same(first.Get<Summary>(), client.Current.Get<Summary>().Previous);
        Assert.Equal("Summary", client.Current.Get<string>());
    }

    [Fact]
    public async Task Projections_RegisteredAsTypes_GetTheirServices()
    {
        await using var client = await ClientHost.StartAsync(build: builder =>
        {
            builder.Services.AddSingleton(new Suffix("!"));
            builder.AddResourceProjection<string, NamedResource>().AddSnapshotProjection<string, NamedSnapshot>();
        });
        await client.ApplyFirstAsync(First);

        Assert.Equal("School!", client.Current.Get<string>(client.Current.Schema.FindResource("ed-fi", "schools")!));
        Assert.Equal("1!", client.Current.Get<string>());
    }

    [Fact]
    public async Task Get_Unregistered_Throws()
    {
        await using var client = await ClientHost.StartAsync();
        await client.ApplyFirstAsync(First);

        Assert.Contains("AddDmsSnapshots", Assert.Throws<InvalidOperationException>(() => client.Current.Get<string>()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => client.Current.Get<string>(client.Current.Schema.Core!.Resources[0]));
    }

    [Fact]
    public async Task Projections_TwoToOneType_FailTheStart()
    {
        var client = new ClientHost(build: builder => builder.AddResourceProjection(_ => "a").AddResourceProjection(_ => "b"));
        await Assert.ThrowsAsync<InvalidOperationException>(client.StartAsync);
    }

    private sealed record Validator(string Schema);

    private sealed class Summary(Summary? previous)
    {
        public Summary? Previous { get; } = previous;
    }

    private sealed record Suffix(string Text);

    private sealed class NamedResource(Suffix suffix) : IResourceProjection<string>
    {
        public string Build(ResourceSchema resource) => resource.ResourceName + suffix.Text;
    }

    private sealed class NamedSnapshot(Suffix suffix) : ISnapshotProjection<string>
    {
        public string Build(DmsSnapshot candidate, DmsSnapshot? current) => candidate.Release.Generation + suffix.Text;
    }
}
