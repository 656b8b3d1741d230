using MiniDms.Documents;

namespace MiniDms.Serving;

/// <summary>A way to serve: what it needs in the host.</summary>
internal interface IServing
{
    void AddServices(IServiceCollection services);

    /// <summary>Maps the routes that are its own, and gives the others what they need.</summary>
    IDms Map(WebApplication app);

    /// <summary>Waits until the schema is there.</summary>
    /// <returns>A resource of the core by its endpoint.</returns>
    Task<Func<string, IResource?>> ResourcesAsync(IServiceProvider services, CancellationToken cancellationToken);
}
