using Microsoft.Extensions.Options;
using SchemaClaimsSidecar.Postgres;

namespace SchemaClaimsSidecar.Storage.Postgres;

/// <summary>The database of the PostgreSQL store: configuration section <c>Store:Postgres</c>.</summary>
internal sealed class PostgresStoreOptions : PostgresConnectionOptions;

/// <summary>Its annotations as code that the compiler writes.</summary>
[OptionsValidator]
internal sealed partial class PostgresStoreOptionsCheck : IValidateOptions<PostgresStoreOptions>;
