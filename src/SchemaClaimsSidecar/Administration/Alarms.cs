namespace SchemaClaimsSidecar.Administration;

/// <summary>What an administrator must be told because the sidecar serves nothing, or less than it should.</summary>
internal sealed class Alarms
{
    private string _current = "";

    /// <summary>The alarm, for a person; empty when all is well.</summary>
    public string Current => Volatile.Read(ref _current);

    public void Raise(string alarm) => Volatile.Write(ref _current, alarm);
}
