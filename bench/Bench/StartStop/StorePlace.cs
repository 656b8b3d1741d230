using Bench.Rigs;

namespace Bench.StartStop;

/// <summary>A store on disk, and where a sidecar that has it listens.</summary>
internal sealed record StorePlace(string Store, string Socket, string AdminSocket)
{
    /// <summary>What tells a sidecar to serve it.</summary>
    public string[] Arguments =>
        ["serve", "--store", Store, "--listen", $"unix://{Socket}", "--admin-socket", AdminSocket];

    /// <summary>Makes a store by uploads.</summary>
    public static async Task<StorePlace> MakeAsync(WorkFolder work, Func<Uploader, Task> fill)
    {
        var place = new StorePlace(work.NewFolder(), work.NewSocket(), work.NewSocket());
        await using var sidecar = await SidecarRig.StartAsync(work, new KeyValuePair<string, string?>("Store:Folder", place.Store));
        await fill(sidecar.Uploader);
        return place;
    }
}
