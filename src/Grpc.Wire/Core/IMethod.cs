namespace Grpc.Core;

internal interface IMethod
{
    MethodType Type { get; }

    /// <summary>"package.Service".</summary>
    string ServiceName { get; }

    string Name { get; }

    /// <summary>"/package.Service/Method": the path of its requests.</summary>
    string FullName { get; }
}
