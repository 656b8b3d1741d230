using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Wire.Tests.Api;

/// <summary>What an assembly lets others see (public and protected members) in namespaces that are not its own business.</summary>
internal static class ApiSurface
{
    private static readonly string[] OwnNamespaces = ["Grpc.Wire", "Microsoft.CodeAnalysis", "System"];
    private static readonly string[] OfEveryType = [".cctor", "BeginInvoke", "EndInvoke", "ToString"];

    public static IEnumerable<string> Read(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        return reader.TypeDefinitions
            .Select(reader.GetTypeDefinition)
            .Where(type => IsVisible(reader, type))
            .SelectMany(type => Members(reader, type))
            .Distinct()
            .ToList();
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinition type)
    {
        // The types themselves are internal; nested ones are as visible as they say.
        if (!type.GetDeclaringType().IsNil)
        {
            return (type.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.NestedPrivate
                && IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType()));
        }

        var name = reader.GetString(type.Namespace);
        return name.Length > 0 && !OwnNamespaces.Any(own => name == own || name.StartsWith(own + ".", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Members(MetadataReader reader, TypeDefinition definition)
    {
        var name = SignatureNames.NameOf(reader, definition);
        if (name.Contains('<', StringComparison.Ordinal))
            yield break;
        yield return name;
        foreach (var method in definition.GetMethods().Select(reader.GetMethodDefinition))
        {
            var member = reader.GetString(method.Name);
            if (IsSeen(method.Attributes & MethodAttributes.MemberAccessMask) && !OfEveryType.Contains(member))
                yield return SignatureNames.Write(name, member, method.DecodeSignature(SignatureNames.Instance, null));
        }

        foreach (var field in definition.GetFields().Select(reader.GetFieldDefinition))
        {
            if (field.Attributes.HasFlag(FieldAttributes.SpecialName))
                continue;
            var type = field.DecodeSignature(SignatureNames.Instance, null);
            if (IsSeen((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)))
                yield return $"{name}.{reader.GetString(field.Name)} : {type}{Constant(reader, field)}";
        }
    }

    private static string Constant(MetadataReader reader, FieldDefinition field)
    {
        if (field.GetDefaultValue().IsNil)
            return "";
        var constant = reader.GetConstant(field.GetDefaultValue());
        return $" = {reader.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode)}";
    }

    private static bool IsSeen(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;
}
