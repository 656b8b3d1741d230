namespace MiniDms.Tests.Support;

[CollectionDefinition(BothModes.Collection)]
public sealed class BothModesCollection : ICollectionFixture<BothModes>;
