namespace SchemaGeneration.Model;

internal enum PropertyType
{
    String,
    Integer,
    Decimal,
    Boolean,
    Date,
    DateTime,
    Time,
    Descriptor,
}
