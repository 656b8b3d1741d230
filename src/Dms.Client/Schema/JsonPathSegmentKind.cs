namespace Dms.Client.Schema;

/// <summary>What a step of a JSON path does.</summary>
public enum JsonPathSegmentKind
{
    /// <summary>Goes to the property of an object.</summary>
    Property,

    /// <summary>Goes to every item of an array: <c>[*]</c>.</summary>
    Wildcard,

    /// <summary>Goes to one item of an array: <c>[0]</c>.</summary>
    Index,
}
