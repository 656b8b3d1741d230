namespace Load.Tests.Support;

/// <summary>One situation at a time: two at once would be a third.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class StagedCollection
{
    public const string Name = "Staged";
}
