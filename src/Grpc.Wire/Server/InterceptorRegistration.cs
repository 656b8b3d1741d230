using System.Diagnostics.CodeAnalysis;
using Grpc.Wire.Server;

namespace Grpc.AspNetCore.Server;

internal sealed class InterceptorRegistration
{
    internal InterceptorRegistration([DynamicallyAccessedMembers(ServiceMembers.Made)] Type type, object[] arguments) =>
        (Type, Arguments) = (type, arguments);

    [DynamicallyAccessedMembers(ServiceMembers.Made)]
    public Type Type { get; }

    public IReadOnlyList<object> Arguments { get; }
}
