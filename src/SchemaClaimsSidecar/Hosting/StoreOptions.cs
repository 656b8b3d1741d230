using System.ComponentModel.DataAnnotations;
using SchemaClaimsSidecar.Storage;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Where releases are kept: configuration section <c>Store</c>.</summary>
internal sealed class StoreOptions : IValidatableObject
{
    public const string Section = "Store";

    /// <summary>Gets or sets the kind of store. Default: File.</summary>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind Kind { get; set; } = StoreKind.File;

    /// <summary>Gets or sets the folder of the file store. Default: /var/lib/schema-claims.</summary>
    [Required]
    public string Folder { get; set; } = "/var/lib/schema-claims";

    /// <summary>Gets or sets the database of the PostgreSQL store.</summary>
    public PostgresStoreOptions Postgres { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var problems = new List<ValidationResult>();
        if (Kind == StoreKind.Postgres)
            Validator.TryValidateObject(Postgres, new ValidationContext(Postgres), problems, validateAllProperties: true);
        return problems.Select(problem => new ValidationResult(
            $"{Section}:Postgres: {problem.ErrorMessage}", [.. problem.MemberNames.Select(name => $"{nameof(Postgres)}.{name}")]));
    }
}
