namespace SchemaClaimsSidecar.Hosting;

/// <summary>The audience of the listener that a connection came through.</summary>
internal sealed record AudienceFeature(Audience Audience);
