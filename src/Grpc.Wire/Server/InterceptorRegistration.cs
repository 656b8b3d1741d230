namespace Grpc.AspNetCore.Server;

internal sealed class InterceptorRegistration
{
    internal InterceptorRegistration(Type type, object[] arguments) => (Type, Arguments) = (type, arguments);

    public Type Type { get; }

    public IReadOnlyList<object> Arguments { get; }
}
