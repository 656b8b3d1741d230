using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core.Interceptors;
using Grpc.Wire.Server;

namespace Grpc.AspNetCore.Server;

internal sealed class InterceptorCollection : Collection<InterceptorRegistration>
{
    /// <summary>Adds an interceptor: a registered service, else one made for each call from services and these arguments.</summary>
    public void Add<[DynamicallyAccessedMembers(ServiceMembers.Made)] TInterceptor>(params object[] args)
        where TInterceptor : Interceptor => Add(new InterceptorRegistration(typeof(TInterceptor), args));
}
