using Testing.Postgres;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>What the tests of a store need, which are inherited and cannot say so themselves.</summary>
internal static class StoreRequirements
{
    /// <summary>Why a test must be skipped; null when it need not.</summary>
    public static string? WhyAbsent(ITestMethod test) =>
        test.TestClass.Class.GetCustomAttributes(typeof(RequiresPostgresAttribute)).Any() ? RequiresPostgresAttribute.WhyAbsent : null;

    public static IXunitTestCase Skipped(IMessageSink sink, ITestFrameworkDiscoveryOptions options, ITestMethod test, string why) =>
        new XunitSkippedDataRowTestCase(
            sink, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), test, why);
}
