using Xunit.Sdk;

namespace SchemaClaimsSidecar.Tests.Storage;

/// <summary>A fact of every store; skipped, visibly, for those whose requirements are not met here.</summary>
[XunitTestCaseDiscoverer("SchemaClaimsSidecar.Tests.Storage.StoreFactDiscoverer", "SchemaClaimsSidecar.Tests")]
public sealed class StoreFactAttribute : FactAttribute;
