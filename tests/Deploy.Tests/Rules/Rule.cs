using Deploy.Tests.Manifests;

namespace Deploy.Tests.Rules;

/// <summary>What must hold for every overlay; it returns what is wrong, for a person.</summary>
internal delegate IEnumerable<string> Rule(Deployment deployment);
