namespace EndToEnd.Tests.Support;

/// <summary>Makes a folder read-only for everybody, even while files in it are open. Needs the right to mount.</summary>
internal sealed class ReadOnlyView : IAsyncDisposable
{
    private readonly string _folder;

    private ReadOnlyView(string folder) => _folder = folder;

    public static async Task<ReadOnlyView> OfAsync(string folder)
    {
        (await ProgramRun.OfAsync("mount", ["--bind", folder, folder])).Ended(0);
        var view = new ReadOnlyView(folder);
        (await ProgramRun.OfAsync("mount", ["-o", "remount,bind,ro", folder])).Ended(0);
        return view;
    }

    public async ValueTask DisposeAsync() => (await ProgramRun.OfAsync("umount", [_folder])).Ended(0);
}
