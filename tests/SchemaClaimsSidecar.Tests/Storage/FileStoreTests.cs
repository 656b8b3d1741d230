using Microsoft.Extensions.Logging.Abstractions;
using SchemaClaimsSidecar.Storage;
using Testing;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>The file store keeps what every store promises.</summary>
public sealed class FileStoreTests : ReleaseStoreContract
{
    private readonly TemporaryFolder _folder = new();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private protected override Task<IReleaseStore> OpenAsync() =>
        Task.FromResult<IReleaseStore>(FileStoreOpener.Open(_folder["store"], Time, NullLogger<FileStore>.Instance));
}
