using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Grpc.Wire.Tests.Api;

/// <summary>What an assembly uses of another one.</summary>
internal static class ApiReferences
{
    public static IReadOnlyCollection<string> Read(string path, string target)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var types = reader.TypeReferences
            .Where(handle => Assembly(reader, handle) == target)
            .Select(handle => SignatureNames.NameOf(reader, reader.GetTypeReference(handle)))
            .ToHashSet();
        var members = reader.MemberReferences
            .Select(reader.GetMemberReference)
            .Select(member => (Type: Parent(reader, member), Member: member))
            .Where(found => types.Contains(found.Type))
            .Select(found => Write(reader, found.Type, found.Member));
        return [.. types.Concat(members)];
    }

    private static string Parent(MetadataReader reader, MemberReference member) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => SignatureNames.NameOf(reader, reader.GetTypeReference((TypeReferenceHandle)member.Parent)),
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)member.Parent)
            .DecodeSignature(SignatureNames.Instance, null).Split('<')[0],
        _ => "",
    };

    private static string Write(MetadataReader reader, string type, MemberReference member) =>
        member.GetKind() == MemberReferenceKind.Method
            ? SignatureNames.Write(type, reader.GetString(member.Name), member.DecodeMethodSignature(SignatureNames.Instance, null))
            : $"{type}.{reader.GetString(member.Name)} : {member.DecodeFieldSignature(SignatureNames.Instance, null)}";

    private static string? Assembly(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => Assembly(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }
}
