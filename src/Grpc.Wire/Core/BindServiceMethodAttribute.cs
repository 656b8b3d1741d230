using System.Diagnostics.CodeAnalysis;
using Grpc.Wire.Server;

namespace Grpc.Core;

/// <summary>On a generated service base: where its methods are listed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
internal sealed class BindServiceMethodAttribute(
    [DynamicallyAccessedMembers(ServiceMembers.Listing)] Type bindType, string bindMethodName) : Attribute
{
    [DynamicallyAccessedMembers(ServiceMembers.Listing)]
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
