namespace Load.Diagnosis.Facts;

/// <summary>Who uses the processors of the machine. One who is not looked at, or is elsewhere, uses none.</summary>
/// <param name="Service">Processors that the service uses.</param>
/// <param name="Database">Processors that PostgreSQL uses.</param>
/// <param name="Client">Processors that the sender uses.</param>
/// <param name="Others">Processors that all others use.</param>
internal sealed record ProcessorShares(double Service, double Database, double Client, double Others)
{
    // Who uses less of a machine than this does not use it up.
    private const double Significant = 0.25;

    /// <summary>Whether the service is the first to look at when the processors are used up.</summary>
    public bool IsMostlyService(MachineFacts machine) => IsMost(Service, machine);

    /// <summary>As <see cref="IsMostlyService"/>, of the database.</summary>
    public bool IsMostlyDatabase(MachineFacts machine) => IsMost(Database, machine);

    /// <summary>As <see cref="IsMostlyService"/>, of the sender.</summary>
    public bool IsMostlyClient(MachineFacts machine) => IsMost(Client, machine);

    /// <summary>As evidence.</summary>
    public Evidence[] Evidence(MachineFacts machine) =>
    [
        new("processors at work", machine.Busy, $"of {machine.Processors:0}"),
        new("of these for the service", Service),
        new("of these for PostgreSQL", Database),
        new("of these for the client", Client),
        new("of these for others", Others),
    ];

    public static ProcessorShares Of(MachineFacts machine, double service, double database, double client) =>
        new(service, database, client, Math.Max(0, machine.Busy - service - database - client));

    private bool IsMost(double one, MachineFacts machine) =>
        one >= Significant * machine.Processors && one >= Service && one >= Database && one >= Client;
}
