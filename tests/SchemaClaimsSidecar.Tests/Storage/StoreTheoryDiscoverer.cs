using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>Finds the theories of a store.</summary>
public sealed class StoreTheoryDiscoverer(IMessageSink sink) : TheoryDiscoverer(sink)
{
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        StoreRequirements.WhyAbsent(testMethod) is { } why
            ? [StoreRequirements.Skipped(DiagnosticMessageSink, discoveryOptions, testMethod, why)]
            : base.Discover(discoveryOptions, testMethod, factAttribute);
}
