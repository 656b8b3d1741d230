using System.Collections.Immutable;

namespace Dms.Client.Claims;

/// <summary>An action that an authorization grants, and by which strategies.</summary>
internal readonly record struct ActionGrant(string Action, ImmutableArray<string> Strategies);
