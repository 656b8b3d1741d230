namespace MiniDms.Serving;

/// <summary>What can be read under <c>/metadata</c>.</summary>
internal enum MetadataKind
{
    Resources,
    Descriptors,
    Dependencies,
}
