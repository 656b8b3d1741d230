using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Bench.Queries;

/// <summary>
/// The memory that Kestrel writes responses into. The pool that all share in a process keeps few blocks, and gives what eight pages need
/// besides to the collector.
/// </summary>
internal static class ResponseMemory
{
    private static readonly IMemoryPoolFactory<byte> Factory =
        WebApplication.CreateSlimBuilder().Build().Services.GetRequiredService<IMemoryPoolFactory<byte>>();

    /// <summary>The memory of a server that has answered nothing yet.</summary>
    public static MemoryPool<byte> Create() => Factory.Create(new MemoryPoolOptions());
}
