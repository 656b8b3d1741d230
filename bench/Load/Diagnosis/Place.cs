namespace Load.Diagnosis;

/// <summary>How many of the requests in flight are at one place.</summary>
/// <param name="Name">Of the place.</param>
/// <param name="Requests">The mean over the window.</param>
/// <param name="Share">Of all in flight, 0 to 1; by Little's law also the share of a request's latency that is spent there.</param>
public sealed record Place(string Name, double Requests, double Share);
