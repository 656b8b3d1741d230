using System.Text.Json;
using static SchemaClaimsSidecar.Schema.Validation.Presence;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>The shapes that others are made of, and the words to make them with.</summary>
internal static class Shapes
{
    public static readonly Shape Text = new KindShape(JsonValueKind.String);
    public static readonly Shape Flag = new BooleanShape();
    public static readonly Shape AnyObject = new KindShape(JsonValueKind.Object);
    public static readonly Shape AnyList = new KindShape(JsonValueKind.Array);
    public static readonly Shape Name = new NameShape();
    public static readonly Shape JsonPath = new JsonPathShape("$.");
    public static readonly Shape AnyPath = new JsonPathShape("$");
    public static readonly Shape Texts = ListOf(Text);
    public static readonly Shape JsonPaths = ListOf(JsonPath);
    public static readonly Shape AnyPaths = ListOf(AnyPath);

    public static Shape OrNull(Shape shape) => new OrNullShape(shape);

    public static Shape ListOf(Shape item) => new ListShape(item);

    public static Member Has(string name, Shape shape) => new(name, shape, Required);

    public static Member May(string name, Shape shape) => new(name, shape);

    public static Member Should(string name, Shape list) => new(name, list, ExpectedList);
}
