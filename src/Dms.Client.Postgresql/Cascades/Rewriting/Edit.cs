namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A value that takes the place of another.</summary>
/// <param name="Start">Where the token to replace begins.</param>
/// <param name="Slot">The place that it stands at.</param>
/// <param name="Value">The new value.</param>
internal readonly record struct Edit(int Start, int Slot, IdentityValue Value);
