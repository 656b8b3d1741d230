namespace SchemaGeneration.Model;

internal enum ResourceKind
{
    Entity,
    Descriptor,
    SchoolYearEnumeration,

    /// <summary>Has subclasses and no endpoint of its own.</summary>
    Abstract,
}
