namespace SchemaClaimsSidecar.Access;

/// <summary>One way to tell who makes a request.</summary>
internal interface ICallers
{
    /// <summary>The caller, with or without a right; null when this way tells nothing.</summary>
    ValueTask<Caller?> IdentifyAsync(HttpContext context);
}
