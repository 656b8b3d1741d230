using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Hosting;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Audit;

/// <summary>Registers the audit log, which lies where the releases lie.</summary>
internal static class AuditServiceCollectionExtensions
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton(Open);
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<AuditInterceptor>();
    }

    private static IAuditLog Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        return options.Kind == StoreKind.Postgres
            ? new PostgresAuditLog(services.GetRequiredService<PostgresStore>())
            : new FileAuditLog(options.Folder);
    }
}
