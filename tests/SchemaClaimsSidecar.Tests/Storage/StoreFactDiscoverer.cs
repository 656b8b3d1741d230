using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>Finds the facts of a store.</summary>
public sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        StoreRequirements.WhyAbsent(testMethod) is { } why
            ? StoreRequirements.Skipped(DiagnosticMessageSink, discoveryOptions, testMethod, why)
            : base.CreateTestCase(discoveryOptions, testMethod, factAttribute);
}
