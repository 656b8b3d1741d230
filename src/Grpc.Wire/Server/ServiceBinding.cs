using System.Reflection;
using Grpc.Core;

namespace Grpc.Wire.Server;

internal static class ServiceBinding
{
    /// <summary>Lets the generated base of a service list its methods.</summary>
    public static void Bind<TService>(ServiceBinderBase binder)
    {
        var attribute = typeof(TService).GetCustomAttribute<BindServiceMethodAttribute>(inherit: true);
        var method = attribute?.BindType
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .SingleOrDefault(candidate => candidate.Name == attribute.BindMethodName && TakesBinder<TService>(candidate));
        if (method is null)
            throw new InvalidOperationException($"{typeof(TService)} is not derived from a generated service base.");
        method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
    }

    private static bool TakesBinder<TService>(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return parameters.Length == 2
            && parameters[0].ParameterType == typeof(ServiceBinderBase)
            && parameters[1].ParameterType.IsAssignableFrom(typeof(TService));
    }
}
