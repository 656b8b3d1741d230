using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Grpc.Wire.Tests.Api;

/// <summary>Writes the types in a signature as text; parameters of generic types as !0, of generic methods as !!0.</summary>
internal sealed class SignatureNames : ISignatureTypeProvider<string, object?>
{
    public static readonly SignatureNames Instance = new();

    public static string NameOf(MetadataReader reader, TypeDefinition type)
    {
        var name = reader.GetString(type.Name).Split('`')[0];
        if (!type.GetDeclaringType().IsNil)
            return $"{NameOf(reader, reader.GetTypeDefinition(type.GetDeclaringType()))}.{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public static string NameOf(MetadataReader reader, TypeReference type)
    {
        var name = reader.GetString(type.Name).Split('`')[0];
        if (type.ResolutionScope.Kind == HandleKind.TypeReference)
            return $"{NameOf(reader, reader.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}.{name}";
        return type.Namespace.IsNil ? name : $"{reader.GetString(type.Namespace)}.{name}";
    }

    public static string Write(string type, string member, MethodSignature<string> signature)
    {
        var arity = signature.GenericParameterCount > 0 ? $"<{signature.GenericParameterCount}>" : "";
        return $"{type}.{member}{arity}({string.Join(", ", signature.ParameterTypes)}) : {signature.ReturnType}";
    }

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString().ToLowerInvariant();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        NameOf(reader, reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        NameOf(reader, reader.GetTypeReference(handle));

    public string GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";
}
