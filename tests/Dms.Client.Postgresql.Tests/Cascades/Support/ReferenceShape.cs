namespace Dms.Client.Postgresql.Tests.Cascades.Support;

/// <summary>How often, and how deep, a document can refer under one name.</summary>
internal enum ReferenceShape
{
    Single,
    List,
    NestedList,
}
