using System.Text.Json;
using SchemaClaimsSidecar.Comparison.Rules;

namespace SchemaClaimsSidecar.Comparison.Fields;

/// <summary>Compares the fields of a document, at every depth, as the JSON schema for inserts describes them.</summary>
internal sealed class FieldComparer(SubjectChanges changes)
{
    private readonly FieldChanges _came = new();

    /// <summary>Tells of all differences, and returns which fields came and went.</summary>
    public FieldChanges Compare(JsonElement earlier, JsonElement later)
    {
        CompareSchemas(earlier, later, "$");
        return _came;
    }

    private void CompareSchemas(JsonElement earlier, JsonElement later, string path)
    {
        if (JsonValues.IsSame(earlier, later))
            return;
        KeywordComparer.Compare(earlier, later, path, changes);
        CompareProperties(earlier, later, path);
        CompareItems(earlier.Member("items"), later.Member("items"), path);
    }

    private void CompareProperties(JsonElement earlier, JsonElement later, string path)
    {
        var (before, after) = (earlier.Member("properties"), later.Member("properties"));
        var mustHave = earlier.Member("required").Texts().ToHashSet(StringComparer.Ordinal);
        var mustHaveNow = later.Member("required").Texts().ToHashSet(StringComparer.Ordinal);
        foreach (var name in JsonValues.NamesOf(before, after))
        {
            var (old, now, place) = (before.Member(name), after.Member(name), $"{path}.{name}");
            if (old.ValueKind == JsonValueKind.Undefined)
                Add(now, place, mustHaveNow.Contains(name) ? FieldRules.AddedRequired : FieldRules.Added);
            else if (now.ValueKind == JsonValueKind.Undefined)
                Remove(old, place, FieldRules.Removed);
            else
                CompareSchemas(old, now, place);
        }

        Sets.Compare(
            mustHave, mustHaveNow,
            name => ChangeNeed(FieldRules.Required, $"{path}.{name}", "optional", "required"),
            name => ChangeNeed(FieldRules.Optional, $"{path}.{name}", "required", "optional"));
    }

    private void ChangeNeed(ChangeRule rule, string path, string before, string after)
    {
        if (!_came.CameOrWent(path))
            changes.Changed(rule, Aspect.Field, path, "required", before, after);
    }

    private void CompareItems(JsonElement earlier, JsonElement later, string path)
    {
        var place = path + "[*]";
        if (earlier.ValueKind == JsonValueKind.Undefined)
            AddBelow(later, place);
        else if (later.ValueKind == JsonValueKind.Undefined)
            RemoveBelow(earlier, place);
        else
            CompareSchemas(earlier, later, place);
    }

    private void Add(JsonElement schema, string path, ChangeRule rule)
    {
        changes.Added(rule, Aspect.Field, path, FieldType.Of(schema));
        _came.Add(path, rule);
        AddBelow(schema, path);
        AddBelow(schema.Member("items"), path + "[*]");
    }

    private void AddBelow(JsonElement schema, string path)
    {
        foreach (var (name, field) in FieldType.PropertiesOf(schema))
            Add(field, $"{path}.{name}", FieldRules.AddedWithParent);
    }

    private void Remove(JsonElement schema, string path, ChangeRule rule)
    {
        changes.Removed(rule, Aspect.Field, path, FieldType.Of(schema));
        _came.Remove(path);
        RemoveBelow(schema, path);
        RemoveBelow(schema.Member("items"), path + "[*]");
    }

    private void RemoveBelow(JsonElement schema, string path)
    {
        foreach (var (name, field) in FieldType.PropertiesOf(schema))
            Remove(field, $"{path}.{name}", FieldRules.RemovedWithParent);
    }
}
