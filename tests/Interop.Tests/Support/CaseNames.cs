using System.Reflection;

namespace Interop.Tests.Support;

internal static class CaseNames
{
    /// <summary>Every case of ours, on every transport.</summary>
    public static TheoryData<string, Transport> Ours => OnEachTransport(
        typeof(Cases).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name));

    public static TheoryData<string, Transport> OnEachTransport(IEnumerable<string> names)
    {
        var data = new TheoryData<string, Transport>();
        foreach (var name in names)
        {
            foreach (var transport in Enum.GetValues<Transport>())
                data.Add(name, transport);
        }

        return data;
    }

    public static Task RunAsync(Cases cases, string name) => (Task)typeof(Cases).GetMethod(name)!.Invoke(cases, null)!;
}
