using MiniDms.Documents;
using MiniDms.Hosting;
using MiniDms.Serving;
using Npgsql;

namespace MiniDms.Investigated;

internal sealed class InvestigatedServing(MiniDmsOptions options, Uri configurationService, NpgsqlDataSource dataSource) : IServing
{
    public void AddServices(IServiceCollection services) => throw new NotSupportedException($"{options} {configurationService} {dataSource}");

    public IDms Map(WebApplication app) => throw new NotSupportedException();

    public Task<Func<string, IResource?>> ResourcesAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
