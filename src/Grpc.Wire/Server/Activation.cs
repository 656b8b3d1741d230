using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.Wire.Server;

/// <summary>An object for one call: the registered one, else made from services and disposed with the call.</summary>
internal readonly struct Activation<[DynamicallyAccessedMembers(ServiceMembers.Made)] T> : IAsyncDisposable
    where T : class
{
    private readonly bool _owned;

    private Activation(T value, bool owned) => (Value, _owned) = (value, owned);

    public T Value { get; }

    public static Activation<T> Create(IServiceProvider services) => Create(services, typeof(T), []);

    public static Activation<T> Create(
        IServiceProvider services, [DynamicallyAccessedMembers(ServiceMembers.Made)] Type type, object[] arguments) =>
        arguments.Length == 0 && services.GetService(type) is T registered
            ? new Activation<T>(registered, owned: false)
            : new Activation<T>((T)ActivatorUtilities.CreateInstance(services, type, arguments), owned: true);

    public async ValueTask DisposeAsync()
    {
        if (!_owned)
            return;
        if (Value is IAsyncDisposable asyncDisposable)
            await asyncDisposable.DisposeAsync().ConfigureAwait(false);
        else
            (Value as IDisposable)?.Dispose();
    }
}
