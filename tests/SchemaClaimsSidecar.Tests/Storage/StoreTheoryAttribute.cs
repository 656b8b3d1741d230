using Xunit.Sdk;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>A theory of every store; skipped, visibly, for those whose requirements are not met here.</summary>
[XunitTestCaseDiscoverer("SchemaClaimsSidecar.Tests.Storage.StoreTheoryDiscoverer", "SchemaClaimsSidecar.Tests")]
public sealed class StoreTheoryAttribute : TheoryAttribute;
