using Dms.Client.Postgresql.Cascades;
using Dms.Client.Projections;
using Dms.Client.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dms.Client.Postgresql.Tests.Cascades;

public sealed class CascadeRegistrationTests
{
    [Fact]
    public void AddIdentityCascades_SameSchemaAgain_KeepsWhatWasWorkedOut()
    {
        using var services = Build(new CascadeOptions());
        var projections = new ProjectionSet([], services.GetServices<SnapshotProjector>());
        var first = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts()), projections: projections);
        var same = TestReleases.Snapshot(TestReleases.Publish(TestReleases.SmallParts(), generation: 2), first, projections);
        var other = TestReleases.Snapshot(
            TestReleases.Publish(TestReleases.SmallParts(core => core["projectSchema"]!["description"] = "Another"), generation: 3),
            same, projections);

        Assert.Same(first.Get<CascadeSchema>(), same.Get<CascadeSchema>());
        Assert.Same(other.Schema, other.Get<CascadeSchema>().Schema);
        Assert.NotNull(services.GetRequiredService<IdentityCascade>());
    }

    [Fact]
    public void AddIdentityCascades_LimitBelowZero_IsRefused()
    {
        using var services = Build(new CascadeOptions { MaxFanOut = -1 });

        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<CascadeOptions>>().Value);
    }

    private static ServiceProvider Build(CascadeOptions options)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDmsSnapshots(_ => { }).AddIdentityCascades();
        services.Configure<CascadeOptions>(configured => configured.MaxFanOut = options.MaxFanOut);
        return services.BuildServiceProvider();
    }
}
