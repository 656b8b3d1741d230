using System.Text.Json;

namespace Dms.Client.Postgresql.Cascades.Rewriting;

/// <summary>A string, number or Boolean that was found in a document at a place that matters.</summary>
/// <param name="Slot">The place.</param>
/// <param name="Item">Which item of an array it is in, counted through the whole document; 0 outside of arrays.</param>
/// <param name="Start">Where its token begins.</param>
/// <param name="Length">How many bytes its text has, escapes included, quotes not.</param>
/// <param name="Kind">The kind of token.</param>
/// <param name="IsEscaped">Whether the text holds escapes.</param>
internal readonly record struct FoundValue(int Slot, int Item, int Start, int Length, JsonTokenType Kind, bool IsEscaped);
