namespace Deploy.Tests.Rules;

/// <summary>Every rule by its name.</summary>
internal static class AllRules
{
    public static IReadOnlyDictionary<string, Rule> ByName { get; } = new Rule[]
    {
        ImageRules.ImagesArePinned,
        ProbeRules.ProbesAreSet,
        ProbeRules.DmsStartsWithASnapshot,
        ProbeRules.TheFirstUploadIsWaitedFor,
        ProbeRules.LivenessLooksAtTheProcessAlone,
        ProbeRules.ProbesAskThePortOfHealth,
        ResourceRules.ResourcesAreLimited,
        ResourceRules.VolumesInMemoryAreLimited,
        ResourceRules.ThereIsTimeToStop,
        SecretRules.NoSecretIsInClear,
        SecretRules.SecretsComeAsFiles,
        SecretRules.SecretsAreReadByTheirOwnersAlone,
        SecurityRules.NamespaceIsRestricted,
        SecurityRules.PodIsRestricted,
        SecurityRules.ContainersAreRestricted,
        NetworkRules.NetworkIsClosed,
        NetworkRules.NetworkIsOpenWhereItMustBe,
        SecurityRules.ContainersAreApart,
        SecurityRules.DisruptionsAreBounded,
        PortRules.PodsAreFound,
        PortRules.NamedPortsExist,
        PortRules.PortsAreListenedOn,
        VolumeRules.DmsReachesItsSocket,
        VolumeRules.DmsReachesNoAdministration,
        VolumeRules.StateIsKept,
        VolumeRules.TheOnlyStoreIsNeverDeleted,
        VolumeRules.SignaturesAreChecked,
        VolumeRules.FilesAreMounted,
        VolumeRules.TemporaryFilesHaveAPlace,
        OptionRules.ArgumentsExist,
        OptionRules.SettingsExist,
        OptionRules.TheToolFindsTheSidecar,
        OptionRules.AdministratorsAreKnown,
    }.ToDictionary(rule => rule.Method.Name);
}
