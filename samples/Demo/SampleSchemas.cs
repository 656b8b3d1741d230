namespace Demo;

/// <summary>The schemas in <c>samples/schemas</c>, which are copied beside the program.</summary>
internal static class SampleSchemas
{
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "schemas", name);
}
