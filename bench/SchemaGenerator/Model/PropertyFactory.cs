namespace SchemaGeneration.Model;

/// <summary>Makes properties and collections.</summary>
internal sealed class PropertyFactory(Random random, IReadOnlyList<ResourceModel> descriptors)
{
    private static readonly string[] Explanations =
    [
        "as the organization that keeps the record knows it", "at the time of the event", "for the current school year",
        "as state reporting requires it", "where local policy asks for it", "as agreed with the family", "rounded as usual in the field",
    ];

    private static readonly PropertyType[] Types =
    [
        PropertyType.String, PropertyType.String, PropertyType.String, PropertyType.Integer, PropertyType.Decimal, PropertyType.Boolean,
        PropertyType.Date, PropertyType.DateTime, PropertyType.Time, PropertyType.Descriptor, PropertyType.Descriptor,
    ];

    public IReadOnlyList<PropertyModel> Properties(int count)
    {
        var names = new NameSource(random);
        return [.. Enumerable.Range(0, count).Select(_ => Property(names))];
    }

    public IReadOnlyList<CollectionModel> Collections(int count)
    {
        var names = new NameSource(random);
        return [.. Enumerable.Range(0, count).Select(_ => Collection(names.Next("Entry")))];
    }

    private CollectionModel Collection(string itemName)
    {
        var properties = Properties(random.Next(3, 7)).ToList();
        properties[0] = properties[0] with { IsRequired = true };
        return new CollectionModel(Naming.Plural(Naming.Camel(itemName)), itemName, properties);
    }

    private PropertyModel Property(NameSource names)
    {
        var type = Types[random.Next(Types.Length)];
        var descriptor = type == PropertyType.Descriptor ? descriptors[random.Next(descriptors.Count)] : null;
        if (descriptor is null && type == PropertyType.Descriptor)
            type = PropertyType.String;
        var name = names.Next(type == PropertyType.Descriptor ? "Descriptor" : "");
        var explanation = Explanations[random.Next(Explanations.Length)];
        return new PropertyModel(
            Naming.Camel(name), type, random.Next(5) == 0, IsIdentity: false, $"The {Naming.Words(name)}, {explanation}.",
            random.Next(20, 250), descriptor);
    }
}
