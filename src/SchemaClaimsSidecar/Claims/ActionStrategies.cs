namespace SchemaClaimsSidecar.Claims;

/// <summary>An action and the strategies by which it is authorized: a default, an override (perhaps none), or the result of both.</summary>
internal readonly record struct ActionStrategies(string Action, StrategyList Strategies);
