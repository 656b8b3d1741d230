using System.Globalization;
using SchemaClaims.Contracts;
using SchemaClaimsSidecar.Storage.Postgres;

namespace SchemaClaimsSidecar.Fleet;

/// <summary>Tells a store that has gone on from one that went backwards, was emptied or was replaced.</summary>
internal static class HistoryCheck
{
    /// <summary>Why what the store says may not be followed; null when it may.</summary>
    /// <param name="served">The newest release that is served; null when none is, and nothing can be lost.</param>
    /// <param name="head">What the store says, asked with the generation of that release.</param>
    public static string? WhyReplaced(Release? served, StoreHead head)
    {
        if (served is null)
            return null;
        if (head.Epoch is null)
            return "the database holds no store";
        if (head.Newest is not { } newest)
            return $"the store holds the history {head.Epoch} without a release";
        if (newest.Record.Epoch != served.Record.Epoch)
            return newest.Follows(served.Position) ? null : $"the store holds another history, {head.Epoch}, at generation {Number(head)}";
        if (newest.Record.Generation < served.Record.Generation)
            return $"the store went back to generation {Number(head)}";
        return head.AtKnown is { } same && same.Bytes.Span.SequenceEqual(served.Bytes.Span)
            ? null
            : $"the store holds another release under generation {served.Record.Generation.ToString(CultureInfo.InvariantCulture)}";
    }

    private static string Number(StoreHead head) => head.Generation.ToString(CultureInfo.InvariantCulture);
}
