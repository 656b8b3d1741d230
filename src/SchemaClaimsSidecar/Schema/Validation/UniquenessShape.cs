using System.Text.Json;
using static SchemaClaimsSidecar.Schema.Validation.Shapes;

namespace SchemaClaimsSidecar.Schema.Validation;

/// <summary>An array uniqueness constraint, which may hold others.</summary>
internal sealed class UniquenessShape : Shape
{
    private readonly ObjectShape _constraint;

    public UniquenessShape() => _constraint = ObjectShape.Open(
        May("basePath", OrNull(AnyPath)), May("paths", OrNull(AnyPaths)), May("nestedConstraints", OrNull(ListOf(this))));

    public override void Check(JsonElement value, ShapeCheck check) => _constraint.Check(value, check);
}
