using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaClaimsSidecar.Schema.Dependencies;

/// <summary>
/// The order in which a client loads resources so that every reference finds what it refers to: what the service answers at
/// <c>/metadata/dependencies</c>. Within a group, resources stand in ordinal order of their paths.
/// </summary>
internal static class LoadOrder
{
    private const string Create = "Create";
    private const string Update = "Update";

    private static readonly JsonWriterOptions Minified = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The load order as <c>[{"resource":…,"order":…,"operations":[…]},…]</c>.</summary>
    /// <param name="projectSchemas">The <c>projectSchema</c>s, the core first.</param>
    /// <param name="problems">Takes what the order cannot respect.</param>
    public static byte[] Render(IReadOnlyList<JsonElement> projectSchemas, ICollection<LoadOrderProblem>? problems = null)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Minified))
        {
            writer.WriteStartArray();
            foreach (var entry in Of(projectSchemas, problems ?? new List<LoadOrderProblem>()))
                Write(writer, entry);
            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }

    /// <summary>The same as objects.</summary>
    public static IReadOnlyList<LoadOrderEntry> Of(
        IReadOnlyList<JsonElement> projectSchemas, ICollection<LoadOrderProblem> problems)
    {
        var index = new ResourceIndex(projectSchemas);
        var graph = DependencyGraphReader.Read(projectSchemas, index, problems);
        var people = PersonAuthorization.In(index);
        foreach (var person in people)
            person.ApplyTo(graph);
        foreach (var lost in CycleBreaker.Break(graph))
            problems.Add(Cycle(graph.Resources[lost.Resource], graph.Resources[lost.On]));

        var levels = DependencyLevels.Of(graph);
        var updates = people.ToDictionary(
            person => person.Person,
            person => person.Associations.Concat(person.BeforeUpdate).Max(association => levels[association]) + 1);
        return
        [
            .. Enumerable.Range(0, graph.Count)
                .SelectMany(resource => EntriesOf(graph.Resources[resource].Path, levels[resource], updates.GetValueOrDefault(resource)))
                .OrderBy(entry => entry.Order)
                .ThenBy(entry => entry.Resource, StringComparer.Ordinal),
        ];
    }

    private static LoadOrderEntry[] EntriesOf(string resource, int level, int update) =>
        update > level
            ? [new LoadOrderEntry(resource, level, [Create]), new LoadOrderEntry(resource, update, [Update])]
            : [new LoadOrderEntry(resource, level, [Create, Update])];

    private static LoadOrderProblem Cycle(LoadedResource resource, LoadedResource dependency) => new(
        resource.Project,
        PointerText.Of(["projectSchema", "resourceSchemas", resource.Path.Split('/')[^1]]),
        LoadOrderRules.NoRequiredCycle,
        $"'{resource.Path}' requires '{dependency.Path}', which requires it in turn: no order can load both.");

    private static void Write(Utf8JsonWriter writer, LoadOrderEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("resource", entry.Resource);
        writer.WriteNumber("order", entry.Order);
        writer.WriteStartArray("operations");
        foreach (var operation in entry.Operations)
            writer.WriteStringValue(operation);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
