namespace Grpc.Core;

/// <summary>On a generated service base: where its methods are listed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
internal sealed class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    public Type BindType { get; } = bindType;

    public string BindMethodName { get; } = bindMethodName;
}
