namespace SchemaClaimsSidecar.Schema.OpenApi;

/// <summary>A project that extends schemas of others: hangs its own under <c>_ext</c> of theirs.</summary>
/// <param name="Key">The project's name under <c>_ext</c>: <c>projectName</c> in lower case.</param>
internal sealed record ExtensionProject(string Key)
{
    /// <summary>
    /// Adds the project's extension of a schema: <c>{schema}.properties._ext</c> refers to <c>{schema}Extension</c>,
    /// whose property of the project's name refers to <c>{project}_{schema}Extension</c>.
    /// </summary>
    public void Extend(string schemaName, ComponentSchema extension, FragmentSource source, OpenApiAssembly assembly)
    {
        if (!assembly.Schemas.TryGet(schemaName, out var schema) || !schema.HasProperties)
        {
            assembly.Problems.Add(source.Problem(
                OpenApiRules.ExtensionTarget,
                $"The extension of '{schemaName}' was left out: there is no such schema with properties."));
            return;
        }

        var extensionName = $"{Key}_{schemaName}Extension";
        var container = ContainerOf(schemaName, schema, assembly.Schemas);
        if (!container.HasProperties || !assembly.Schemas.TryAdd(extensionName, extension))
        {
            assembly.Problems.Add(source.Problem(
                OpenApiRules.ExtensionOnce,
                $"The extension of '{schemaName}' was left out: '{extensionName}' cannot be added a second time."));
            return;
        }

        container.TryAdd(Key, SchemaReference.To(extensionName));
    }

    private static ComponentSchema ContainerOf(string schemaName, ComponentSchema schema, ComponentSchemas schemas)
    {
        if (schema.Properties.TryGetValue("_ext", out var present)
            && SchemaReference.TargetOf(present) is { } name
            && schemas.TryGet(name, out var container))
            return container;
        var containerName = schemaName + "Extension";
        schema.TryAdd("_ext", SchemaReference.To(containerName));
        return schemas.GetOrAddEmpty(containerName);
    }
}
