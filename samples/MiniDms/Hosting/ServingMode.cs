namespace MiniDms.Hosting;

/// <summary>How requests are served.</summary>
internal enum ServingMode
{
    /// <summary>From the snapshots of a sidecar, with the data path of <c>Dms.Client.Postgresql</c>.</summary>
    Sidecar,

    /// <summary>As the concurrency investigation found DMS of 2025-11 to do it.</summary>
    Investigated,
}
