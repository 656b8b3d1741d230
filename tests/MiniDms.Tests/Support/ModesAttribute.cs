using System.Reflection;
using Xunit.Sdk;

namespace MiniDms.Tests.Support;

/// <summary>Runs a theory once in each mode.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[BothModes.Sidecar], [BothModes.Investigated]];
}
